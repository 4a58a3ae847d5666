package dev.bellhop.local.stack;

import dev.bellhop.local.stack.ClassArchive.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JVM flags that one service is started with: those of {@code deploy/jvm.options}, and what its class archive needs. */
public final class Launch {
    private final List<String> flags;
    private final Optional<Training> training;
    private final Optional<String> remark;

    private Launch(List<String> flags, Optional<Training> training, Optional<String> remark) {
        this.flags = List.copyOf(flags);
        this.training = training;
        this.remark = remark;
    }

    static Launch of(Path root, ServiceName service, Archives archives) {
        ClassArchive archive = new ClassArchive(service.application(root));
        String options = "@" + root.resolve("deploy/jvm.options");
        return switch (archives) {
            case IGNORE -> new Launch(List.of(options), Optional.empty(), Optional.empty());
            case TRAIN -> {
                Training training = archive.train();
                yield new Launch(List.of(options, training.flag()), Optional.of(training), Optional.empty());
            }
            case USE ->
                archive.objection()
                        .map(why -> new Launch(List.of(options), Optional.empty(), Optional.of(remark(service, why))))
                        .orElseGet(() ->
                                new Launch(List.of(options, archive.useFlag()), Optional.empty(), Optional.empty()));
        };
    }

    private static String remark(ServiceName service, String why) {
        return service.module() + " starts without a class archive because " + why;
    }

    /** As it is, with further flags after its own. */
    public Launch with(List<String> more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(more);
        return new Launch(all, training, remark);
    }

    List<String> flags() {
        return flags;
    }

    Optional<Training> training() {
        return training;
    }

    /** Why the class archive that was wished for is not used. */
    public Optional<String> remark() {
        return remark;
    }
}

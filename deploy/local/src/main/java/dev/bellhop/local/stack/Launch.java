package dev.bellhop.local.stack;

import dev.bellhop.local.stack.ClassArchive.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JVM flags that one service is started with: those of {@code deploy/jvm.options}, and what its class archive needs. */
public final class Launch {
    private final List<String> flags;
    private final Optional<Recording> recording;
    private final Optional<String> remark;

    private Launch(List<String> flags, Optional<Recording> recording, Optional<String> remark) {
        this.flags = List.copyOf(flags);
        this.recording = recording;
        this.remark = remark;
    }

    static Launch of(Path root, ServiceName service, Archives archives) {
        ClassArchive archive = new ClassArchive(service.application(root));
        String options = "@" + root.resolve("deploy/jvm.options");
        Optional<String> objection = archives == Archives.IGNORE ? Optional.empty() : archive.objection();
        boolean train = archives == Archives.TRAIN || (archives == Archives.USE_OR_TRAIN && objection.isPresent());
        if (train) {
            Recording recording = archive.record();
            return new Launch(List.of(options, recording.flag()), Optional.of(recording), Optional.empty());
        }
        if (archives == Archives.IGNORE) {
            return new Launch(List.of(options), Optional.empty(), Optional.empty());
        }
        return objection
                .map(why -> new Launch(
                        List.of(options),
                        Optional.empty(),
                        Optional.of("no class archive is used for " + service.module() + " because " + why)))
                .orElseGet(() -> new Launch(List.of(options, archive.useFlag()), Optional.empty(), Optional.empty()));
    }

    /** As it is, with further flags after its own. */
    public Launch with(List<String> more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(more);
        return new Launch(all, recording, remark);
    }

    List<String> flags() {
        return flags;
    }

    Optional<Recording> recording() {
        return recording;
    }

    /** What the user should know about it. */
    Optional<String> remark() {
        return remark;
    }
}

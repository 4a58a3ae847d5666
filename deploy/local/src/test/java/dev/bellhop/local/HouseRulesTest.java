package dev.bellhop.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house that a machine can check, over the compiled classes of every module. */
class HouseRulesTest {
    /** Package below {@code dev.bellhop}, and the module's directory. */
    private static final Map<String, String> MODULES = Map.of(
            "caller", "caller-identity",
            "issuer", "issuer-service",
            "config", "config-service",
            "resolver", "resolver-service",
            "embedded", "deploy/embedded",
            "emulator", "deploy/emulator",
            "local", "deploy/local");

    private static final List<String> SERVICES = List.of("issuer", "config", "resolver");

    private static JavaClasses all;

    /** What {@link java.util.ServiceLoader} makes has to be public. */
    private static final Set<String> loadedByName = new HashSet<>();

    @BeforeAll
    static void read() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent().getParent();
        all = new ClassFileImporter()
                .importPaths(MODULES.values().stream()
                        .map(module -> root.resolve(module).resolve("target/classes"))
                        .toList());
        for (String module : MODULES.values()) {
            Path services = root.resolve(module).resolve("target/classes/META-INF/services");
            if (Files.isDirectory(services)) {
                try (Stream<Path> files = Files.list(services)) {
                    for (Path file : files.toList()) {
                        loadedByName.addAll(Files.readAllLines(file));
                    }
                }
            }
        }
        for (String name : MODULES.keySet()) {
            assertThat(all.stream().anyMatch(c -> c.getPackageName().startsWith("dev.bellhop." + name)))
                    .as("compiled classes of dev.bellhop.%s", name)
                    .isTrue();
        }
    }

    static Stream<String> modules() {
        return MODULES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packagesOfAModuleAreFreeOfCycles(String module) {
        slices().matching("dev.bellhop." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(all);
    }

    @Test
    void servicesShareNothingButCallerIdentity() {
        for (String service : SERVICES) {
            for (String other : MODULES.keySet()) {
                if (!other.equals(service) && !other.equals("caller")) {
                    noClasses()
                            .that()
                            .resideInAPackage("dev.bellhop." + service + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("dev.bellhop." + other + "..")
                            .check(all);
                }
            }
        }
    }

    @Test
    void noPackageIsAHeapOfLeftovers() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..common..", "..util..", "..utils..", "..helper..", "..dto..", "..service..", "..misc..")
                .check(all);
    }

    @Test
    void noNameHidesAMissingNoun() {
        noClasses().should().haveSimpleNameEndingWith("Impl").check(all);
        noClasses().should().haveSimpleNameEndingWith("Util").check(all);
        noClasses().should().haveSimpleNameEndingWith("Utils").check(all);
        noClasses().should().haveSimpleNameEndingWith("Helper").check(all);
        noClasses().should().haveSimpleNameEndingWith("Manager").check(all);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(all);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.bellhop.caller..",
                        "dev.bellhop.issuer..",
                        "dev.bellhop.config..",
                        "dev.bellhop.resolver..",
                        "dev.bellhop.emulator..")
                .should()
                .callMethodWhere(readsTheSystemClock())
                .check(all);
    }

    private static DescribedPredicate<JavaMethodCall> readsTheSystemClock() {
        return DescribedPredicate.describe(
                "reads the system clock",
                call -> call.getTarget().getFullName().equals("java.time.Instant.now()")
                        || call.getTarget().getFullName().equals("java.lang.System.currentTimeMillis()"));
    }

    /** A pipeline returns its {@code Uni}; who subscribes ends it, so only edges and shared loads do. */
    @Test
    void onlyEdgesSubscribe() {
        Set<String> edges = Set.of(
                "FreshReads", // a read shared by several kickoffs outlives each of them
                "RenewedTokens", // so does a token exchange
                "SharedLoad", // and a fetch of a caller issuer's keys
                "TrustedIssuers", // refreshes keys on a timer
                "TimeLimits", // races a wait against a timer
                "KickoffIntake", // the Kafka edge
                "ResolutionResource", // the HTTP edge: an audit record still owed is written after the answer
                "TopicAdvice", // a check at start
                "RingFollower"); // reads the key ring on a timer
        noClasses()
                .that(DescribedPredicate.describe(
                        "are no edge",
                        (JavaClass c) -> !edges.contains(outermost(c).getSimpleName())))
                .and()
                .resideInAnyPackage(
                        "dev.bellhop.caller..",
                        "dev.bellhop.issuer..",
                        "dev.bellhop.config..",
                        "dev.bellhop.resolver..")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "subscribes to a Uni or Multi",
                        call -> Set.of("subscribe", "subscribeAsCompletionStage", "await")
                                        .contains(call.getTarget().getName())
                                && Set.of("io.smallrye.mutiny.Uni", "io.smallrye.mutiny.Multi")
                                        .contains(call.getTargetOwner().getName())))
                .check(all);
    }

    @Test
    void whatIsPublicHasAUserOutsideItsPackage() {
        classes()
                .that()
                .resideInAnyPackage("dev.bellhop.issuer..", "dev.bellhop.config..", "dev.bellhop.resolver..")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotAnnotatedWith("io.quarkus.smallrye.openapi.OpenApiFilter") // the build makes one
                .and(DescribedPredicate.describe(
                        "are not loaded by name", (JavaClass c) -> !loadedByName.contains(c.getName())))
                .should(beUsedFromAnotherPackage())
                .check(all);
    }

    private static ArchCondition<JavaClass> beUsedFromAnotherPackage() {
        return new ArchCondition<>("be used from another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(d -> !d.getOriginClass().getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(type, used, type.getName() + " is public without an outside user"));
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRulesTest::outermost).orElse(type);
    }
}

package dev.bellhop.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.bellhop.emulator", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.bellhop.emulator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheEdgesKnowServersAndClients = noClasses()
            .that()
            .resideInAnyPackage("..vault..", "..fault..", "..journal..", "..http..", "..identity..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    @ArchTest
    static final ArchRule timeComesFromTheClockPassedIn = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule noCatchAllPackages =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..dto..");
}

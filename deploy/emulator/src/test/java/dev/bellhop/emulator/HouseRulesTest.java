package dev.bellhop.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What deploy/local's rules for all modules do not say. */
@AnalyzeClasses(packages = "dev.bellhop.emulator", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule onlyTheEdgesKnowServersAndClients = noClasses()
            .that()
            .resideInAnyPackage(
                    "..vault..", "..fault..", "..journal..", "..http..", "..identity..", "..graph..", "..arm..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");
}

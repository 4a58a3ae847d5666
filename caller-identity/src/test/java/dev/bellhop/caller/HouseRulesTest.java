package dev.bellhop.caller;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Future;

/** What this module alone promises; the rules that hold for all modules are tried in deploy/local, which sees them all. */
@AnalyzeClasses(packages = "dev.bellhop.caller", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule showsOnlyWhatServicesUse = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching("dev\\.bellhop\\.caller\\."
                    + "(Audiences|Caller|CallerException|CallerTokens|Callers|Edge|Entitlement|OrganizationScope"
                    + "|PermissionMissing|ServiceTokens)");

    @ArchTest
    static final ArchRule neverWaits = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("await|join|get"))
                    .and(target(owner(assignableTo(Uni.class).or(assignableTo(Future.class))))));

    @ArchTest
    static final ArchRule knowsNoPrivateKeys = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.security\\.(PrivateKey|KeyPair|KeyPairGenerator)|java\\.security\\.interfaces\\..*PrivateKey");
}

package dev.bellhop.config;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.bellhop.config.session.OrganizationSession;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bellhop.config");

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.bellhop.config.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    /** See AdministeredRows.remove: entity deletion is not safe under concurrency. */
    @Test
    void noEntityIsDeletedAsAnEntity() {
        noClasses()
                .should()
                .callMethodWhere(calls(PanacheRepositoryBase.class, "deleteById")
                        .or(calls(Mutiny.Session.class, "remove|removeAll"))
                        .or(calls(PanacheRepositoryBase.class, "delete")
                                .and(DescribedPredicate.describe(
                                        "of an entity",
                                        call -> call.getTarget()
                                                        .getRawParameterTypes()
                                                        .size()
                                                == 1))))
                .check(HOUSE);
    }

    @Test
    void nothingSubscribes() {
        noClasses()
                .should()
                .callMethodWhere(calls(Uni.class, "subscribe|await|subscribeAsCompletionStage"))
                .check(HOUSE);
    }

    @Test
    void noPackageIsADrawer() {
        noClasses()
                .should()
                .resideInAnyPackage("..common..", "..util..", "..utils..", "..dto..", "..service..")
                .check(HOUSE);
    }

    @Test
    void oneDoorOpensTransactions() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(OrganizationSession.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Pool.class)
                .orShould()
                .callMethodWhere(calls(Panache.class, "with(Transaction|Session)"))
                .check(HOUSE);
    }

    @Test
    void everyEndpointNamesItsPermission() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .beAnnotatedWith(PermissionsAllowed.class)
                .check(HOUSE);
    }

    @Test
    void entitiesAndResourcesStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .or()
                .areAnnotatedWith(Path.class)
                .should()
                .notBePublic()
                .check(HOUSE);
    }

    @Test
    void whatIsPublicIsUsedOutside() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotAnonymousClasses()
                .and()
                .resideOutsideOfPackage("dev.bellhop.config")
                .should(new ArchCondition<>("be used by another package") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        boolean used = one.getDirectDependenciesToSelf().stream()
                                .anyMatch(user ->
                                        !user.getOriginClass().getPackageName().equals(one.getPackageName()));
                        if (!used) {
                            events.add(SimpleConditionEvent.violated(one, one.getName() + " is public for nobody"));
                        }
                    }
                })
                .check(HOUSE);
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String names) {
        return JavaCall.Predicates.target(nameMatching(names))
                .and(JavaCall.Predicates.target(owner(assignableTo(owner))));
    }
}

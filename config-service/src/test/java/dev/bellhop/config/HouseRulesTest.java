package dev.bellhop.config;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bellhop.config.session.OrganizationSession;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.security.PermissionsAllowed;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Rules of this service alone; those of all modules stand in deploy/local. */
class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bellhop.config");

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

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String names) {
        return JavaCall.Predicates.target(nameMatching(names))
                .and(JavaCall.Predicates.target(owner(assignableTo(owner))));
    }
}

package dev.bellhop.config.variable;

import dev.bellhop.config.administration.Administration;
import dev.bellhop.config.administration.Administrations;
import dev.bellhop.config.administration.Filter;
import dev.bellhop.config.administration.IfMatch;
import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.audit.Author;
import dev.bellhop.config.automation.Automations;
import dev.bellhop.config.credential.SecretProvider;
import dev.bellhop.config.credential.SecretProviderCredentials;
import dev.bellhop.config.encryption.Sealer;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.problem.Checks;
import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import dev.bellhop.config.session.OrganizationSession;
import dev.bellhop.config.session.StoreFailures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The environment variables of an organization. */
@ApplicationScoped
class EnvironmentVariables {
    private static final UUID NEW = new UUID(0, 0);

    private final EnvironmentVariableRepository rows;
    private final Assignments assignments;
    private final Automations automations;
    private final SecretProviderCredentials credentials;
    private final OrganizationSession session;
    private final Sealer sealer;
    private final Clock clock;
    private final Administration<EnvironmentVariable, EnvironmentVariableView> administration;

    EnvironmentVariables(
            EnvironmentVariableRepository rows,
            Assignments assignments,
            Automations automations,
            SecretProviderCredentials credentials,
            OrganizationSession session,
            Sealer sealer,
            Clock clock,
            Administrations administrations) {
        this.rows = rows;
        this.assignments = assignments;
        this.automations = automations;
        this.credentials = credentials;
        this.session = session;
        this.sealer = sealer;
        this.clock = clock;
        this.administration = administrations.of(Kind.ENVIRONMENT_VARIABLE, rows, this::views);
    }

    Uni<EnvironmentVariableView> create(UUID organization, EnvironmentVariableRequest request, Author author) {
        requireForReading(request, organization, author);
        return written(
                organization,
                NEW,
                request,
                administration.create(
                        organization,
                        author,
                        () -> references(organization, request)
                                .map(ok -> new EnvironmentVariable(organization, request, sealer, clock.instant())),
                        row -> assignments
                                .set(organization, row.id(), request.key(), request.automations())
                                .chain(() -> mustFit(row, request))));
    }

    Uni<EnvironmentVariableView> get(UUID organization, UUID id) {
        return administration.get(organization, id);
    }

    Uni<Page<EnvironmentVariableView>> list(UUID organization, PageRequest page, Filter filter, UUID automation) {
        return automation == null
                ? administration.list(organization, page, filter)
                : administration
                        .reading(organization, () -> assignments.to(organization, automation))
                        .chain(assigned -> administration.list(organization, page, filter.among(assigned)));
    }

    Uni<EnvironmentVariableView> replace(
            UUID organization, UUID id, IfMatch ifMatch, EnvironmentVariableRequest request, Author author) {
        requireForReading(request, organization, author);
        return written(
                organization,
                id,
                request,
                administration.replace(
                        organization,
                        id,
                        ifMatch,
                        author,
                        row -> references(organization, request)
                                .invoke(() -> mustHaveValue(row, request))
                                .chain(() -> assignments.set(organization, id, request.key(), request.automations()))
                                .invoke(() -> row.apply(request, sealer))
                                .chain(() -> mustFit(row, request))));
    }

    Uni<Void> delete(UUID organization, UUID id, IfMatch ifMatch, Author author) {
        return administration.delete(
                organization,
                id,
                ifMatch,
                author,
                row -> assignments.users(organization, id),
                row -> Uni.createFrom().voidItem());
    }

    private Uni<Void> mustFit(EnvironmentVariable row, EnvironmentVariableRequest request) {
        return assignments.mustFit(row.organizationId(), row.id(), row.sealedBytes(), request.automations());
    }

    /** Naming a credential is using it. */
    private static void requireForReading(EnvironmentVariableRequest request, UUID organization, Author author) {
        if (request.source() != Source.DIRECT) {
            author.require("secret_providers:read", organization);
        }
    }

    private static void mustHaveValue(EnvironmentVariable row, EnvironmentVariableRequest request) {
        if (request.source() == Source.DIRECT && row.source() != Source.DIRECT && request.value() == null) {
            throw ConfigException.invalid(
                    "value", "the value of a direct variable, not empty: there is none stored yet");
        }
    }

    /** What only the database knows: whether the automations and the credential exist. */
    private Uni<Void> references(UUID organization, EnvironmentVariableRequest request) {
        Checks checks = new Checks();
        return automations
                .existing(organization, request.automations())
                .invoke(existing -> {
                    for (int i = 0; i < request.assignedTo().size(); i++) {
                        checks.require(
                                existing.contains(request.assignedTo().get(i)),
                                "assignedTo[" + i + "]",
                                "the id of an automation of this organization");
                    }
                })
                .chain(() -> provider(organization, request, checks))
                .invoke(provider -> {
                    if (provider != null) {
                        VariableRules.checkFor(provider, request, checks);
                    }
                    checks.done();
                })
                .replaceWithVoid();
    }

    /** Of the credential that is named; null where none is, or none exists. */
    private Uni<SecretProvider> provider(UUID organization, EnvironmentVariableRequest request, Checks checks) {
        if (request.credentialId() == null) {
            return Uni.createFrom().nullItem();
        }
        return credentials
                .providerOf(organization, request.credentialId())
                .invoke(provider -> checks.require(
                        provider != null,
                        "credentialId",
                        "the id of a secret provider credential of this organization"));
    }

    private Uni<EnvironmentVariableView> written(
            UUID organization, UUID id, EnvironmentVariableRequest request, Uni<EnvironmentVariableView> work) {
        return work.onFailure(failure -> StoreFailures.uniqueViolation(failure)
                        .filter(Assignments.KEY_ONCE::equals)
                        .isPresent())
                .recoverWithUni(() -> session.in(
                                organization,
                                () -> assignments.clashes(organization, id, request.key(), request.automations()))
                        .onItem()
                        .transformToUni(clashes -> Uni.createFrom().failure(keyTaken(request.key(), clashes))))
                .chain(view -> view.source() == Source.DIRECT
                        ? Uni.createFrom().item(view)
                        : session.in(
                                        organization,
                                        () -> rows.otherSpellings(organization, view.id(), view.secretName()))
                                .map(others -> view.warning(SameSecret.warnings(view.secretName(), others)))
                                .onFailure() // the write is done: it must not be answered, and repeated, as if it were
                                // not
                                .recoverWithItem(view));
    }

    private static ConfigException keyTaken(String key, List<Assignments.Clash> clashes) {
        ConfigException taken = new ConfigException(
                Reason.KEY_TAKEN, "another variable " + key + " is assigned to an automation of this one; see clashes");
        return clashes.isEmpty()
                ? taken
                : taken.with("existingId", clashes.get(0).existingId()).with("clashes", clashes);
    }

    private Uni<List<EnvironmentVariableView>> views(List<EnvironmentVariable> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<UUID> ids = found.stream().map(EnvironmentVariable::id).toList();
        return assignments
                .of(found.get(0).organizationId(), ids)
                .map(automations -> found.stream()
                        .map(row -> EnvironmentVariableView.of(row, automations.getOrDefault(row.id(), List.of())))
                        .toList());
    }
}

package dev.bellhop.resolver.connection;

import dev.bellhop.caller.Caller;
import dev.bellhop.resolver.delivery.AuditRecord;
import dev.bellhop.resolver.delivery.AuditTrail;
import dev.bellhop.resolver.delivery.ConnectionAudit;
import dev.bellhop.resolver.delivery.FailureProblem;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.input.InvalidInput;
import dev.bellhop.resolver.plan.PlannedVariable;
import dev.bellhop.resolver.plan.ResolutionPlan;
import dev.bellhop.resolver.plan.ResolutionPlans;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.store.ConnectionCheck;
import dev.bellhop.resolver.store.SecretNames;
import dev.bellhop.resolver.store.SecretReference;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tests of credentials, and what they lead to. A test is on record before its report leaves. */
@ApplicationScoped
class Connections {
    private static final Duration PLAN_WITHIN = Duration.ofSeconds(10);
    private static final Duration NAMES_WITHIN = Duration.ofSeconds(15);

    private final ResolutionPlans plans;
    private final Map<String, ConnectionCheck> checks;
    private final Map<String, SecretNames> names;
    private final AuditTrail audit;
    private final Clock clock;

    Connections(
            ResolutionPlans plans,
            @All List<ConnectionCheck> checks,
            @All List<SecretNames> names,
            AuditTrail audit,
            Clock clock) {
        this.plans = plans;
        this.checks = checks.stream().collect(Collectors.toMap(ConnectionCheck::provider, Function.identity()));
        this.names = names.stream().collect(Collectors.toMap(SecretNames::provider, Function.identity()));
        this.audit = audit;
        this.clock = clock;
    }

    /** Fails with a {@link ResolutionException} if the credential cannot be read from config-service, or the audit record not be written. */
    Uni<ConnectionReport> test(UUID organization, UUID credential, ConnectionRequest request, Caller caller) {
        return plans.credentialFor(organization, credential, Deadline.in(PLAN_WITHIN))
                .chain(plan -> {
                    SecretReference reference = reference(
                            plan,
                            credential,
                            request.automationId(),
                            request.secretName().orElse(null));
                    return of(checks, reference).test(reference);
                })
                .map(verdicts -> ConnectionReport.of(credential, clock.instant(), verdicts))
                .call(report -> audit.record(audited(organization, report, request, caller))
                        .onFailure()
                        .transform(unwritten -> new ResolutionException(Diagnosis.of(Reason.AUDIT_UNAVAILABLE))));
    }

    /** Fails with a {@link ResolutionException} if the credential cannot be read from config-service. */
    Uni<OfferedNames> names(UUID organization, UUID credential, Optional<UUID> automation, String prefix, int most) {
        return plans.credentialFor(organization, credential, Deadline.in(PLAN_WITHIN))
                .chain(plan -> {
                    SecretReference reference = reference(plan, credential, automation, null);
                    return Uni.createFrom()
                            .deferred(() ->
                                    of(names, reference).names(reference, prefix, most, Deadline.in(NAMES_WITHIN)))
                            .map(OfferedNames::listed)
                            .onFailure(ResolutionException.class)
                            .recoverWithItem(failure -> OfferedNames.used(
                                    used(plan, prefix, most),
                                    FailureProblem.ofVariable(((ResolutionException) failure).diagnosis())));
                });
    }

    private static List<String> used(ResolutionPlan plan, String prefix, int most) {
        String folded = prefix.toLowerCase(Locale.ROOT);
        return plan.variables().stream()
                .map(PlannedVariable::secretName)
                .filter(Objects::nonNull)
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(folded))
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .limit(most)
                .toList();
    }

    private static <T> T of(Map<String, T> byProvider, SecretReference reference) {
        SecretProviderCredential credential = reference.credential();
        return Optional.ofNullable(byProvider.get(credential.provider()))
                .orElseThrow(() -> new ResolutionException(Diagnosis.of(
                        Reason.CREDENTIAL_UNSUPPORTED,
                        null,
                        Map.of("credential", credential.id().toString()))));
    }

    private static SecretReference reference(
            ResolutionPlan plan, UUID id, Optional<UUID> automation, String secretName) {
        SecretProviderCredential credential = plan.credential(id).orElseThrow();
        WorkloadIdentityConfig identity = plan.workloadIdentityConfig(credential.workloadIdentityConfigId())
                .orElse(null);
        if (identity != null && identity.perAutomation() && automation.isEmpty()) {
            throw new InvalidInput(
                    "automationId",
                    "an automation's id: the workload identity config has a subject for each",
                    "name the automation whose subject is to be presented");
        }
        return new SecretReference(
                plan.organizationId(), automation.orElse(null), credential, identity, secretName, null);
    }

    private static ConnectionAudit audited(
            UUID organization, ConnectionReport report, ConnectionRequest request, Caller caller) {
        return new ConnectionAudit(
                UUID.randomUUID(),
                report.testedAt(),
                "credential.test",
                "http",
                report.outcome(),
                organization,
                report.credentialId(),
                request.secretName().orElse(null),
                AuditRecord.Caller.of(caller),
                report.hops().stream()
                        .map(hop -> new ConnectionAudit.Hop(hop.hop(), hop.verdict(), hop.problem()))
                        .toList());
    }
}

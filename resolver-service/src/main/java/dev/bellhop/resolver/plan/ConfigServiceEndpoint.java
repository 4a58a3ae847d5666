package dev.bellhop.resolver.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.upstream.HopLatency;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.Upstream;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import dev.bellhop.resolver.upstream.UpstreamException;
import dev.bellhop.resolver.upstream.UpstreamRequest;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** config-service's plan and values endpoints (design, section 6); one attempt each, every failure a {@link ResolutionException}. */
final class ConfigServiceEndpoint {
    private static final HopLatency LATENCY = new HopLatency("plan");

    private static final int MAX_PLAN = 4 << 20;
    private static final int MAX_VALUES = 16 << 20;
    private static final int MAX_SECRET = 64 * 1024;
    private static final String PROBLEM = "urn:bellhop:problem:";
    private static final Map<String, Reason> PROBLEMS = Map.of(
            "organization-unknown", Reason.ORGANIZATION_UNKNOWN,
            "automation-unknown", Reason.AUTOMATION_UNKNOWN,
            "organization-disabled", Reason.ORGANIZATION_DISABLED,
            "automation-disabled", Reason.AUTOMATION_DISABLED,
            "automation-full", Reason.AUTOMATION_FULL,
            "secret-provider-credential-unknown", Reason.CREDENTIAL_MISSING);

    private final Upstream upstream;
    private final ServiceUrl base;
    private final Supplier<Uni<String>> serviceToken;
    private final Duration attemptTimeout;

    /**
     * @param serviceToken proves this service to config-service
     */
    ConfigServiceEndpoint(
            Upstream upstream, ServiceUrl base, Supplier<Uni<String>> serviceToken, Duration attemptTimeout) {
        this.upstream = upstream;
        this.base = base;
        this.serviceToken = serviceToken;
        this.attemptTimeout = attemptTimeout;
    }

    /** A plan and the tag by which it is re-validated; the tag is null if config-service sent none. */
    record TaggedPlan(ResolutionPlan plan, String etag) {}

    /** The plan as of now. Sends what is held along, and gets it back when it still stands. */
    Uni<TaggedPlan> plan(UUID organization, UUID automation, Optional<TaggedPlan> held) {
        Subject subject = Subject.automation(organization, automation);
        UpstreamRequest request = UpstreamRequest.get(at(subject, "resolution-plan"))
                .header("If-None-Match", held.map(TaggedPlan::etag).orElse(null));
        return send(request, MAX_PLAN, subject).map(answer -> {
            if (answer.status() == 304 && held.isPresent()) {
                return held.get();
            }
            return new TaggedPlan(planOf(answer, subject), answer.header("ETag").orElse(null));
        });
    }

    /** One credential as of now, with its workload identity config and the variables that use it. */
    Uni<ResolutionPlan> credential(UUID organization, UUID credential) {
        Subject subject = Subject.credential(organization, credential);
        return send(UpstreamRequest.get(at(subject, "resolution-plan")), MAX_PLAN, subject)
                .map(answer -> planOf(answer, subject));
    }

    /**
     * A credential's client secret, read now: for the tenant, client and cloud of exactly this revision, and for no others.
     */
    Uni<SecretText> clientSecret(UUID organization, UUID credential, long revision) {
        Subject subject = Subject.credential(organization, credential);
        return send(UpstreamRequest.post(at(subject, "resolution-values")), MAX_SECRET, subject)
                .map(answer -> secretOf(answer, subject, revision));
    }

    /** Direct values and defaults, read now. */
    Uni<DirectValues> values(UUID organization, UUID automation) {
        Subject subject = Subject.automation(organization, automation);
        return send(UpstreamRequest.post(at(subject, "resolution-values")), MAX_VALUES, subject)
                .map(answer -> valuesOf(answer, subject));
    }

    private Uni<UpstreamAnswer> send(UpstreamRequest request, int maxBody, Subject subject) {
        return serviceToken
                .get()
                .onFailure(failure -> !(failure instanceof ResolutionException))
                .transform(failure -> refused(Reason.CONFIG_REFUSED, "no-service-token", subject, null))
                .chain(token -> upstream.send(
                        request.header("Authorization", "Bearer " + token), attemptTimeout, maxBody, LATENCY))
                .onFailure(UpstreamException.class)
                .transform(failure -> {
                    String code = ((UpstreamException) failure).kind().code();
                    return refused(Reason.CONFIG_UNAVAILABLE, code, subject, null);
                })
                .invoke(answer -> check(answer, subject));
    }

    private static void check(UpstreamAnswer answer, Subject subject) {
        int status = answer.status();
        if (status == 200 || status == 304) {
            return;
        }
        String type = answer.json(Problem.class).map(Problem::type).orElse("");
        String code = type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "";
        Reason reason = status == 404 || status == 409 ? PROBLEMS.get(code) : null;
        if (reason == null) {
            if (status == 401 || status == 403) {
                reason = Reason.CONFIG_REFUSED;
            } else if (status == 408 || status == 429 || status >= 500) {
                reason = Reason.CONFIG_UNAVAILABLE;
            } else {
                reason = Reason.CONFIG_ANSWER_UNREADABLE;
            }
        }
        Duration retryAfter = answer.retryAfter().orElse(null);
        throw refused(reason, String.valueOf(status), subject, retryAfter);
    }

    private static ResolutionPlan planOf(UpstreamAnswer answer, Subject subject) {
        return answer.json(ResolutionPlan.class)
                .filter(subject::isOf)
                .filter(ConfigServiceEndpoint::complete)
                .orElseThrow(() -> unreadable(subject));
    }

    private static boolean complete(ResolutionPlan plan) {
        return plan.variables().stream().allMatch(one -> one.key() != null && one.source() != null)
                && plan.credentials().stream().allMatch(one -> one.id() != null && one.provider() != null)
                && plan.workloadIdentityConfigs().stream()
                        .allMatch(one -> one.id() != null && one.cloudProvider() != null);
    }

    private static SecretText secretOf(UpstreamAnswer answer, Subject subject, long revision) {
        List<ClientSecret> secrets =
                answer.json(Values.class).orElseThrow(() -> unreadable(subject)).clientSecrets();
        return Optional.ofNullable(secrets).orElse(List.of()).stream()
                .filter(one -> subject.id().equals(one.credentialId()) && one.value() != null)
                .findFirst()
                .map(one -> {
                    if (one.revision() != revision) {
                        throw refused(Reason.CREDENTIAL_CHANGED, "200", subject, null);
                    }
                    return SecretText.of(one.value());
                })
                .orElseThrow(() -> refused(Reason.CLIENT_SECRET_MISSING, "200", subject, null));
    }

    private static DirectValues valuesOf(UpstreamAnswer answer, Subject subject) {
        Values values = answer.json(Values.class).orElseThrow(() -> unreadable(subject));
        return new DirectValues(
                byKey(values.values()), byKey(values.defaultValues()), answer.startedAt(), answer.millis());
    }

    private static Map<String, SecretText> byKey(List<Value> values) {
        Map<String, SecretText> byKey = new HashMap<>();
        if (values != null) {
            values.stream()
                    .filter(one -> one.key() != null && one.value() != null)
                    .forEach(one -> byKey.put(one.key(), SecretText.of(one.value())));
        }
        return byKey;
    }

    private static ResolutionException unreadable(Subject subject) {
        return refused(Reason.CONFIG_ANSWER_UNREADABLE, "200", subject, null);
    }

    private static ResolutionException refused(Reason reason, String code, Subject subject, Duration retryAfter) {
        Map<String, String> facts = Map.of(
                "organization",
                subject.organization().toString(),
                subject.kind(),
                subject.id().toString());
        return new ResolutionException(Diagnosis.of(reason, code, facts), retryAfter);
    }

    private URI at(Subject subject, String what) {
        return base.at("/v1/organizations/" + subject.organization() + "/" + subject.collection() + "/" + subject.id()
                + "/" + what);
    }

    /** Of what a plan is asked for: an automation, or a single credential. */
    private record Subject(UUID organization, String kind, String collection, UUID id) {
        static Subject automation(UUID organization, UUID id) {
            return new Subject(organization, "automation", "automations", id);
        }

        static Subject credential(UUID organization, UUID id) {
            return new Subject(organization, "credential", "secret-provider-credentials", id);
        }

        boolean isOf(ResolutionPlan plan) {
            boolean found = "automation".equals(kind)
                    ? id.equals(plan.automationId())
                    : plan.credential(id).isPresent();
            return organization.equals(plan.organizationId()) && found;
        }
    }

    private record Problem(String type) {}

    private record Values(
            @JsonProperty("values") List<Value> values,
            @JsonProperty("defaultValues") List<Value> defaultValues,
            @JsonProperty("clientSecrets") List<ClientSecret> clientSecrets) {
        @Override
        public String toString() {
            return "Values[]";
        }
    }

    private record ClientSecret(
            @JsonProperty("credentialId") UUID credentialId,
            @JsonProperty("revision") long revision,
            @JsonProperty("value") String value) {
        @Override
        public String toString() {
            return "ClientSecret[" + credentialId + "]";
        }
    }

    private record Value(
            @JsonProperty("key") String key,
            @JsonProperty("value") String value) {
        @Override
        public String toString() {
            return "Value[" + key + "]";
        }
    }
}

package dev.bellhop.emulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Generation;
import dev.bellhop.emulator.entra.TenantPolicy;
import dev.bellhop.emulator.fault.Cut;
import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.fault.Latency;
import dev.bellhop.emulator.fault.Target;
import dev.bellhop.emulator.fault.TlsFault;
import dev.bellhop.emulator.vault.SecretAttributes;
import dev.bellhop.emulator.vault.Throttle;
import dev.bellhop.emulator.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The control API's request bodies. An absent member is null; an unknown one is refused. */
final class Bodies {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Bodies() {}

    record TenantBody(
            String cloud,
            Set<String> domains,
            Long accessTokenLifetimeSeconds,
            Long federatedCredentialPropagationSeconds,
            String answers,
            Integer tokenRequestsPerMinute,
            Boolean conditionalAccessBlocks,
            String enterpriseClaim,
            Set<String> disabledResources) {
        TenantPolicy policy() {
            return new TenantPolicy(
                    life(),
                    Duration.ofSeconds(
                            federatedCredentialPropagationSeconds == null ? 0 : federatedCredentialPropagationSeconds),
                    answers == null ? Generation.CURRENT : Generation.named(answers),
                    Optional.ofNullable(tokenRequestsPerMinute),
                    conditionalAccessBlocks != null && conditionalAccessBlocks,
                    Optional.ofNullable(enterpriseClaim),
                    disabledResources == null ? Set.of() : disabledResources);
        }

        AzureCloud inCloud() {
            return cloud == null ? AzureCloud.PUBLIC : AzureCloud.named(cloud);
        }

        Optional<Duration> life() {
            if (accessTokenLifetimeSeconds != null
                    && (accessTokenLifetimeSeconds < 2 || accessTokenLifetimeSeconds > 86_400)) {
                throw new IllegalArgumentException("accessTokenLifetimeSeconds: expected 2 to 86400");
            }
            return Optional.ofNullable(accessTokenLifetimeSeconds).map(Duration::ofSeconds);
        }
    }

    record ApplicationBody(
            String displayName, String kind, Boolean enabled, Boolean servicePrincipal, Boolean administrator) {
        Application.Kind ofKind() {
            return kind == null ? Application.Kind.APPLICATION : constant("kind", Application.Kind.class, kind);
        }

        String name(UUID client) {
            return displayName == null ? client.toString() : displayName;
        }

        void applyTo(Application application) {
            application.enable(enabled == null || enabled);
            application.giveServicePrincipal(servicePrincipal == null || servicePrincipal);
            application.makeAdministrator(administrator != null && administrator);
        }
    }

    record ClientSecretBody(String value, String expires) {
        Optional<Instant> until() {
            return time("expires", expires);
        }

        @Override
        public String toString() {
            return "ClientSecretBody[]";
        }
    }

    record AdministratorTokenBody(String audience) {}

    record FederatedCredentialBody(String issuer, String subject, List<String> audiences, String description) {}

    record VaultBody(
            String tenantId,
            String cloud,
            String authorization,
            String network,
            Set<String> allowedAddresses,
            Boolean trustedServicesPass,
            Integer transactionsPer10Seconds,
            Integer retryAfterSeconds) {
        Vault.Authorization by() {
            return authorization == null
                    ? Vault.Authorization.RBAC
                    : constant("authorization", Vault.Authorization.class, authorization);
        }

        void applyTo(Vault vault) {
            vault.network(from());
            vault.allowAddresses(allowedAddresses == null ? Set.of() : allowedAddresses);
            vault.letTrustedServicesPass(trustedServicesPass == null || trustedServicesPass);
            vault.throttle(new Throttle(
                    Optional.ofNullable(transactionsPer10Seconds), Optional.ofNullable(retryAfterSeconds)));
        }

        Vault.Network from() {
            return network == null ? Vault.Network.OPEN : constant("network", Vault.Network.class, network);
        }
    }

    record RoleAssignmentBody(String principalId, String role, String secret) {}

    record AccessPolicyBody(Set<String> secrets) {}

    record SecretBody(
            String value,
            String contentType,
            Boolean enabled,
            String notBefore,
            String expires,
            Map<String, String> tags) {
        SecretAttributes attributes() {
            return new SecretAttributes(
                    Optional.ofNullable(contentType),
                    enabled == null || enabled,
                    time("notBefore", notBefore),
                    time("expires", expires),
                    tags == null ? Map.of() : tags);
        }

        @Override
        public String toString() {
            return "SecretBody[]";
        }
    }

    record TokenBody(String subject, String audience, Map<String, Object> claims, Long lifetimeSeconds) {}

    record FaultBody(
            String host,
            String pathPrefix,
            String tenant,
            String vault,
            Integer status,
            String body,
            Map<String, String> headers,
            Long delayMillis,
            LatencyBody latency,
            String cut,
            Long dateOffsetSeconds,
            String tls,
            Integer times,
            Long forMillis,
            Double share,
            Long seed) {
        Fault fault() {
            return new Fault(
                    new Target(
                            Optional.ofNullable(host),
                            pathPrefix == null ? "/" : pathPrefix,
                            Optional.ofNullable(tenant).map(id -> Call.guid("tenant", id)),
                            Optional.ofNullable(vault)),
                    Optional.ofNullable(tls).map(kind -> constant("tls", TlsFault.class, kind)),
                    answer(),
                    latency == null
                            ? new Latency.Fixed(Duration.ofMillis(delayMillis == null ? 0 : delayMillis))
                            : distribution(),
                    cut == null ? Cut.NONE : constant("cut", Cut.class, cut),
                    Duration.ofSeconds(dateOffsetSeconds == null ? 0 : dateOffsetSeconds),
                    new Fault.Limits(
                            Optional.ofNullable(times),
                            Optional.ofNullable(forMillis).map(Duration::ofMillis),
                            share == null ? 1 : share,
                            seed == null ? 1 : seed));
        }

        private Optional<Fault.Answer> answer() {
            if (status == null && (body != null || headers != null)) {
                throw new IllegalArgumentException("status: required where body or headers are given");
            }
            return Optional.ofNullable(status)
                    .map(code ->
                            new Fault.Answer(code, body == null ? "" : body, headers == null ? Map.of() : headers));
        }

        private Latency distribution() {
            if (delayMillis != null) {
                throw new IllegalArgumentException("delayMillis: not beside latency");
            }
            return latency.latency();
        }
    }

    record ClockBody(Long offsetSeconds) {}

    /** Two of the four. */
    record LatencyBody(Long minMillis, Long maxMillis, Long medianMillis, Long p99Millis) {
        Latency latency() {
            if (minMillis != null && maxMillis != null && medianMillis == null && p99Millis == null) {
                return new Latency.Uniform(Duration.ofMillis(minMillis), Duration.ofMillis(maxMillis));
            }
            if (medianMillis != null && p99Millis != null && minMillis == null && maxMillis == null) {
                return new Latency.LogNormal(Duration.ofMillis(medianMillis), Duration.ofMillis(p99Millis));
            }
            throw new IllegalArgumentException(
                    "latency: expected minMillis and maxMillis, or medianMillis and p99Millis");
        }
    }

    /** @throws IllegalArgumentException that names the member and quotes nothing else */
    static <T> T read(String text, Class<T> type) {
        return read(MAPPER, "JSON", text, type);
    }

    /** @throws IllegalArgumentException that names the member and quotes nothing else */
    static <T> T read(ObjectMapper mapper, String language, String text, Class<T> type) {
        try {
            T body = mapper.readValue(text == null || text.isBlank() ? "{}" : text, type);
            if (body != null) {
                return body;
            }
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(path(e) + ": unknown member, expected one of "
                    + e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList());
        } catch (MismatchedInputException e) {
            throw new IllegalArgumentException(path(e) + ": wrong type");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not " + language + line(e));
        }
        throw new IllegalArgumentException("the body is not a " + language + " object");
    }

    private static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", at line " + e.getLocation().getLineNr();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    static <T> T required(String member, T value) {
        if (value == null) {
            throw new IllegalArgumentException(member + ": required");
        }
        return value;
    }

    static <E extends Enum<E>> E constant(String member, Class<E> type, String text) {
        List<String> labels = Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = labels.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(member + ": expected one of " + labels);
        }
        return type.getEnumConstants()[index];
    }

    static Optional<Instant> time(String member, String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(member + ": expected a time such as 2026-11-21T10:00:00Z", e);
        }
    }
}

package dev.bellhop.emulator.entra;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The v2.0 token endpoint. What it checks, in this order: tenant, form, application, shape of the assertion, federated identity credential,
 * the issuer's keys, signature, time, scope. The first thing wrong is the answer.
 */
final class TokenEndpoint {
    private static final Duration LONG = Duration.ofHours(24);

    private final Directory directory;
    private final IssuerKeys issuerKeys;
    private final AccessTokens accessTokens;
    private final Clock clock;

    TokenEndpoint(Directory directory, IssuerKeys issuerKeys, AccessTokens accessTokens, Clock clock) {
        this.directory = directory;
        this.issuerKeys = issuerKeys;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** The answer's body; fails with {@link EntraException} for what Entra refuses. */
    Future<Map<String, Object>> exchange(AzureCloud cloud, String tenantSegment, Map<String, String> form) {
        Tenant tenant = tenant(cloud, tenantSegment);
        TokenRequest request = TokenRequest.of(form);
        Application application = application(tenant, request.clientId());
        ClientAssertion assertion = ClientAssertion.parse(request.assertion());
        Federation.check(application, assertion);
        return issuerKeys.of(assertion.issuer()).map(keys -> {
            assertion.verify(keys, clock.instant());
            String audience = Scope.audience(request.scope(), tenant);
            return answer(tenant, application, audience, request.longLived());
        });
    }

    private Tenant tenant(AzureCloud cloud, String segment) {
        return switch (segment) {
            case "common", "consumers" -> throw new EntraException(RequestErrors.noTenantForGrant());
            case "organizations" -> throw new EntraException(RequestErrors.noTenantInformation());
            default -> directory.resolve(cloud, segment);
        };
    }

    private static Application application(Tenant tenant, String clientId) {
        Optional<UUID> id = Directory.guid(clientId);
        Application application = id.flatMap(tenant::application)
                .orElseThrow(() -> new EntraException(RequestErrors.unknownApplication(clientId, tenant)));
        if (!application.enabled()) {
            throw new EntraException(RequestErrors.disabledApplication(application));
        }
        return application;
    }

    private Map<String, Object> answer(Tenant tenant, Application application, String audience, boolean longLived) {
        boolean aDay = longLived && tenant.accessTokenLife().isEmpty();
        Duration life = aDay ? LONG : tenant.accessTokenLife().orElseGet(TokenEndpoint::usualLife);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token_type", "Bearer");
        body.put("expires_in", life.toSeconds() - 1);
        body.put("ext_expires_in", life.toSeconds() - 1);
        if (aDay) {
            body.put("refresh_in", life.toSeconds() / 2 - 1);
        }
        body.put("access_token", accessTokens.mint(tenant, application, audience, life));
        return body;
    }

    /** 60 to 90 minutes, as Entra spreads them. */
    private static Duration usualLife() {
        return Duration.ofSeconds(ThreadLocalRandom.current().nextLong(3600, 5401));
    }
}

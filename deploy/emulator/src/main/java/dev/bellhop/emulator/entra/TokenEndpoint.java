package dev.bellhop.emulator.entra;

import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.NotEmulatedException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The v2.0 token endpoint. What it checks, in this order: tenant, form, application, its rate, client secret or shape of the assertion,
 * federated identity credential, the issuer's keys, signature, time, policies, scope. The first thing wrong is the answer.
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

    /**
     * The answer's body; fails with {@link EntraException} for what Entra refuses, and {@link ThrottledException} for what it does not look
     * at.
     */
    Future<Map<String, Object>> exchange(AzureCloud cloud, CloudRequest asked) {
        Tenant tenant = tenant(cloud, asked.segments().get(0));
        if (asked.header("authorization").orElse("").regionMatches(true, 0, "Basic ", 0, 6)) {
            throw new NotEmulatedException("a client secret in the Authorization header");
        }
        TokenRequest request = TokenRequest.of(asked.form());
        Application application = application(tenant, request.clientId());
        Instant now = clock.instant();
        Optional<Integer> limit = tenant.policy().tokenRequestsPerMinute();
        if (limit.isPresent() && !application.signIns().admits(application, limit.get(), now)) {
            throw new ThrottledException();
        }
        return proof(tenant, application, request, now).map(proof -> {
            if (tenant.policy().conditionalAccessBlocks()) {
                throw new EntraException(AssertionErrors.blockedByConditionalAccess());
            }
            return answer(tenant, application, Scope.audience(request.scope(), tenant), request.longLived(), proof);
        });
    }

    private Future<ClientAuthentication> proof(
            Tenant tenant, Application application, TokenRequest request, Instant now) {
        if (request.secret().isPresent()) {
            application.secrets().check(application, request.secret().get(), now);
            return Future.succeededFuture(ClientAuthentication.SECRET);
        }
        ClientAssertion assertion = ClientAssertion.parse(request.assertion().orElseThrow());
        Generation answers = tenant.policy().answers();
        Federation.check(application, assertion, answers, now);
        return issuerKeys
                .of(assertion.issuer())
                .recover(failure -> Future.failedFuture(
                        failure instanceof EntraException
                                ? new EntraException(AssertionErrors.issuerUnreachable(answers), failure)
                                : failure))
                .map(keys -> {
                    assertion.verify(keys, clock.instant());
                    checkEnterprise(tenant, assertion);
                    return ClientAuthentication.ASSERTION;
                });
    }

    private static void checkEnterprise(Tenant tenant, ClientAssertion assertion) {
        Optional<String> wanted = tenant.policy().enterpriseClaim();
        if (wanted.isPresent() && !wanted.equals(assertion.enterprise())) {
            throw new EntraException(AssertionErrors.wrongEnterprise(
                    assertion.issuer(), wanted.get(), assertion.enterprise().orElse("")));
        }
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
                .filter(Application::hasServicePrincipal)
                .orElseThrow(() -> new EntraException(RequestErrors.unknownApplication(clientId, tenant)));
        if (!application.enabled()) {
            throw new EntraException(RequestErrors.disabledApplication(application));
        }
        return application;
    }

    private Map<String, Object> answer(
            Tenant tenant, Application application, String audience, boolean longLived, ClientAuthentication proof) {
        Optional<Duration> policy = tenant.policy().accessTokenLife();
        boolean aDay = longLived && policy.isEmpty();
        Duration life = aDay ? LONG : policy.orElseGet(TokenEndpoint::usualLife);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token_type", "Bearer");
        body.put("expires_in", life.toSeconds() - 1);
        body.put("ext_expires_in", life.toSeconds() - 1);
        if (aDay) {
            body.put("refresh_in", life.toSeconds() / 2 - 1);
        }
        body.put("access_token", accessTokens.mint(tenant, application, audience, life, proof));
        return body;
    }

    /** 60 to 90 minutes, as Entra spreads them. */
    private static Duration usualLife() {
        return Duration.ofSeconds(ThreadLocalRandom.current().nextLong(3600, 5401));
    }
}

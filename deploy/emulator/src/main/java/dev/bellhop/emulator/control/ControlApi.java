package dev.bellhop.emulator.control;

import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.FederatedCredential;
import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.Json;
import dev.bellhop.emulator.identity.IdentityProvider;
import dev.bellhop.emulator.journal.JournalEntry;
import dev.bellhop.emulator.vault.Role;
import dev.bellhop.emulator.vault.RoleAssignment;
import dev.bellhop.emulator.vault.Vault;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API, with the bearer token, and the identity provider's public documents, without. */
public final class ControlApi {
    private static final Logger LOG = LoggerFactory.getLogger(ControlApi.class);
    private static final int MAX_BODY = 1 << 18;
    private static final Object NOTHING = new Object();

    private final Cloud cloud;
    private final byte[] token;
    private final Router router;
    private volatile IdentityProvider identityProvider;

    public ControlApi(Vertx vertx, Cloud cloud, String token) {
        this.cloud = cloud;
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.router = Router.router(vertx);
        router.get("/idp/.well-known/openid-configuration")
                .handler(context -> document(context, "application/json", IdentityProvider::discovery));
        router.get("/idp/jwks")
                .handler(context -> document(context, "application/jwk-set+json", IdentityProvider::jwks));
        router.route("/control/*").handler(this::authenticate);
        router.route("/control/*").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        routes();
        router.errorHandler(404, context -> problem(context, 404, "unknown", "there is nothing at this path"));
        router.errorHandler(405, context -> problem(context, 405, "method-not-allowed", "not with this verb"));
        router.errorHandler(413, context -> problem(context, 413, "too-large", "the body is too large"));
    }

    /** From here on its documents are served. */
    public void serve(IdentityProvider provider) {
        identityProvider = provider;
    }

    public void handle(HttpServerRequest request) {
        router.handle(request);
    }

    private void routes() {
        on(HttpMethod.POST, "/control/identity-provider/tokens", this::mint);
        on(HttpMethod.PUT, "/control/tenants/:tenant", this::putTenant);
        String application = "/control/tenants/:tenant/applications/:client";
        on(HttpMethod.PUT, application, this::putApplication);
        String credential = application + "/federated-credentials/:name";
        on(HttpMethod.PUT, credential, this::putFederatedCredential);
        on(HttpMethod.GET, credential, this::getFederatedCredential);
        on(HttpMethod.DELETE, credential, context -> {
            cloud.deleteFederatedCredential(
                    guid(context, "tenant"), guid(context, "client"), context.pathParam("name"));
            return NOTHING;
        });
        on(HttpMethod.PUT, "/control/vaults/:vault", this::putVault);
        on(HttpMethod.PUT, "/control/vaults/:vault/role-assignments/:id", this::putRoleAssignment);
        on(HttpMethod.DELETE, "/control/vaults/:vault/role-assignments/:id", context -> {
            cloud.deleteRoleAssignment(context.pathParam("vault"), context.pathParam("id"));
            return NOTHING;
        });
        on(HttpMethod.PUT, "/control/vaults/:vault/access-policies/:principal", this::putAccessPolicy);
        on(HttpMethod.DELETE, "/control/vaults/:vault/access-policies/:principal", context -> {
            cloud.deleteAccessPolicy(context.pathParam("vault"), guid(context, "principal"));
            return NOTHING;
        });
        on(HttpMethod.PUT, "/control/vaults/:vault/secrets/:name", this::putSecret);
        on(HttpMethod.DELETE, "/control/vaults/:vault/secrets/:name", context -> {
            cloud.deleteSecret(context.pathParam("vault"), context.pathParam("name"));
            return NOTHING;
        });
        on(HttpMethod.GET, "/control/requests", this::requests);
        on(HttpMethod.DELETE, "/control/requests", context -> {
            cloud.clearRequests();
            return NOTHING;
        });
        on(HttpMethod.GET, "/control/counters", context -> cloud.counters());
        on(HttpMethod.PUT, "/control/faults/:id", context -> {
            cloud.putFault(
                    context.pathParam("id"),
                    body(context, Bodies.FaultBody.class).fault());
            return NOTHING;
        });
        on(HttpMethod.DELETE, "/control/faults/:id", context -> {
            cloud.deleteFault(context.pathParam("id"));
            return NOTHING;
        });
        on(HttpMethod.DELETE, "/control/issuer-keys", context -> {
            cloud.forgetIssuerKeys();
            return NOTHING;
        });
        on(HttpMethod.POST, "/control/reset", context -> {
            cloud.reset();
            return NOTHING;
        });
    }

    private Object mint(RoutingContext context) {
        Bodies.TokenBody body = body(context, Bodies.TokenBody.class);
        Duration life = Duration.ofSeconds(body.lifetimeSeconds() == null ? 300 : body.lifetimeSeconds());
        String minted = identityProvider.mint(
                Bodies.required("subject", body.subject()),
                Bodies.required("audience", body.audience()),
                body.claims() == null ? Map.of() : body.claims(),
                life);
        return Map.of("token", minted);
    }

    private Object putTenant(RoutingContext context) {
        Bodies.TenantBody body = body(context, Bodies.TenantBody.class);
        Tenant tenant = cloud.putTenant(guid(context, "tenant"), body.inCloud());
        tenant.accessTokenLife(body.life());
        if (body.domains() != null) {
            tenant.verifyDomains(body.domains());
        }
        return Map.of("tenantId", tenant.id(), "cloud", tenant.cloud().label());
    }

    private Object putApplication(RoutingContext context) {
        Bodies.ApplicationBody body = body(context, Bodies.ApplicationBody.class);
        UUID client = guid(context, "client");
        Application.Kind kind = body.kind() == null
                ? Application.Kind.APPLICATION
                : Bodies.constant("kind", Application.Kind.class, body.kind());
        String name = body.displayName() == null ? client.toString() : body.displayName();
        Application application = cloud.putApplication(guid(context, "tenant"), client, name, kind);
        application.enable(body.enabled() == null || body.enabled());
        Map<String, Object> ids = new LinkedHashMap<>();
        ids.put("clientId", application.clientId());
        ids.put("objectId", application.objectId());
        ids.put("servicePrincipalId", application.servicePrincipalId());
        return ids;
    }

    private Object putFederatedCredential(RoutingContext context) {
        Bodies.FederatedCredentialBody body = body(context, Bodies.FederatedCredentialBody.class);
        FederatedCredential credential =
                new FederatedCredential(context.pathParam("name"), body.issuer(), body.subject(), body.audiences());
        cloud.putFederatedCredential(guid(context, "tenant"), guid(context, "client"), credential);
        return shown(credential);
    }

    private Object getFederatedCredential(RoutingContext context) {
        return shown(
                cloud.federatedCredential(guid(context, "tenant"), guid(context, "client"), context.pathParam("name")));
    }

    private static Map<String, Object> shown(FederatedCredential credential) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", credential.name());
        json.put("issuer", credential.issuer());
        json.put("subject", credential.subject());
        json.put("audiences", credential.audiences());
        return json;
    }

    private Object putVault(RoutingContext context) {
        Bodies.VaultBody body = body(context, Bodies.VaultBody.class);
        UUID tenantId = guid("tenantId", Bodies.required("tenantId", body.tenantId()));
        AzureCloud where = body.cloud() == null ? cloud.tenant(tenantId).cloud() : AzureCloud.named(body.cloud());
        Vault.Network network = body.from();
        Vault vault = cloud.putVault(context.pathParam("vault"), tenantId, where, body.by());
        vault.network(network);
        return Map.of("name", vault.name(), "vaultUrl", vault.url());
    }

    private Object putRoleAssignment(RoutingContext context) {
        Bodies.RoleAssignmentBody body = body(context, Bodies.RoleAssignmentBody.class);
        cloud.putRoleAssignment(
                context.pathParam("vault"),
                new RoleAssignment(
                        context.pathParam("id"),
                        guid("principalId", Bodies.required("principalId", body.principalId())),
                        Role.named(Bodies.required("role", body.role())),
                        Optional.ofNullable(body.secret())));
        return NOTHING;
    }

    private Object putAccessPolicy(RoutingContext context) {
        Bodies.AccessPolicyBody body = body(context, Bodies.AccessPolicyBody.class);
        cloud.putAccessPolicy(
                context.pathParam("vault"), guid(context, "principal"), Bodies.required("secrets", body.secrets()));
        return NOTHING;
    }

    private Object putSecret(RoutingContext context) {
        Bodies.SecretBody body = body(context, Bodies.SecretBody.class);
        String vault = context.pathParam("vault");
        String name = context.pathParam("name");
        String version = cloud.putSecret(vault, name, Bodies.required("value", body.value()), body.attributes());
        return Map.of("id", cloud.vault(vault).url() + "/secrets/" + name + "/" + version, "version", version);
    }

    private Object requests(RoutingContext context) {
        String since = context.request().getParam("since", "0");
        if (!since.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("since: expected a sequence number");
        }
        List<JournalEntry> entries =
                cloud.requests(Optional.ofNullable(context.request().getParam("host")), Long.parseLong(since));
        return Map.of("requests", entries.stream().map(ControlApi::shown).toList());
    }

    private static Map<String, Object> shown(JournalEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", entry.sequence());
        json.put("time", entry.time().toString());
        json.put("host", entry.host());
        json.put("method", entry.method());
        json.put("path", entry.path());
        json.put("status", entry.status());
        json.put("millis", entry.millis());
        return json;
    }

    private void authenticate(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        boolean known = header != null
                && header.startsWith("Bearer ")
                && MessageDigest.isEqual(header.substring(7).getBytes(StandardCharsets.UTF_8), token);
        if (known) {
            context.next();
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            problem(context, 401, "unauthenticated", "the control token is missing or wrong");
        }
    }

    private void document(RoutingContext context, String type, Function<IdentityProvider, String> text) {
        context.response().putHeader("Content-Type", type).end(text.apply(identityProvider));
    }

    private void on(HttpMethod method, String path, Function<RoutingContext, Object> work) {
        router.route(method, path).handler(context -> {
            try {
                Object answer = work.apply(context);
                if (answer == NOTHING) {
                    context.response().setStatusCode(204).end();
                } else {
                    context.response()
                            .putHeader("Content-Type", "application/json")
                            .end(Json.write(answer));
                }
            } catch (IllegalArgumentException e) {
                problem(context, 400, "request-invalid", e.getMessage());
            } catch (NoSuchElementException e) {
                problem(context, 404, "unknown", e.getMessage());
            } catch (IllegalStateException e) {
                problem(context, 409, "conflict", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("the control API failed", e);
                problem(context, 500, "internal-error", "the emulator's log says more");
            }
        });
    }

    private static void problem(RoutingContext context, int status, String code, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:bellhop:problem:" + code);
        problem.put("title", code.replace('-', ' '));
        problem.put("status", status);
        problem.put("detail", detail);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(Json.write(problem));
    }

    private static <T> T body(RoutingContext context, Class<T> type) {
        return Bodies.read(context.body().asString(), type);
    }

    private static UUID guid(RoutingContext context, String parameter) {
        return guid(parameter, context.pathParam(parameter));
    }

    private static UUID guid(String member, String text) {
        return Directory.guid(text).orElseThrow(() -> new IllegalArgumentException(member + ": expected a GUID"));
    }
}

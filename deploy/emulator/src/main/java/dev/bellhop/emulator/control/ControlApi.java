package dev.bellhop.emulator.control;

import dev.bellhop.emulator.http.Json;
import dev.bellhop.emulator.identity.IdentityProvider;
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
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control API, with the bearer token, and the identity provider's public documents, without. */
public final class ControlApi {
    private static final Logger LOG = LoggerFactory.getLogger(ControlApi.class);
    private static final int MAX_BODY = 1 << 18;

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
        answering(HttpMethod.POST, "/control/identity-provider/tokens", this::mint);

        DirectoryControl directory = new DirectoryControl(cloud);
        String tenant = "/control/tenants/:tenant";
        answering(HttpMethod.PUT, tenant, directory::putTenant);
        String application = tenant + "/applications/:client";
        answering(HttpMethod.PUT, application, directory::putApplication);
        answering(HttpMethod.POST, tenant + "/administrator-tokens", directory::administratorToken);
        answering(HttpMethod.PUT, application + "/client-secrets/:name", directory::putClientSecret);
        doing(HttpMethod.DELETE, application + "/client-secrets/:name", directory::deleteClientSecret);
        String credential = application + "/federated-credentials/:name";
        answering(HttpMethod.PUT, credential, directory::putFederatedCredential);
        answering(HttpMethod.GET, credential, directory::getFederatedCredential);
        doing(HttpMethod.DELETE, credential, directory::deleteFederatedCredential);

        VaultControl vaults = new VaultControl(cloud);
        String vault = "/control/vaults/:vault";
        answering(HttpMethod.PUT, vault, vaults::putVault);
        doing(HttpMethod.PUT, vault + "/role-assignments/:id", vaults::putRoleAssignment);
        doing(HttpMethod.DELETE, vault + "/role-assignments/:id", vaults::deleteRoleAssignment);
        doing(HttpMethod.PUT, vault + "/access-policies/:principal", vaults::putAccessPolicy);
        doing(HttpMethod.DELETE, vault + "/access-policies/:principal", vaults::deleteAccessPolicy);
        answering(HttpMethod.PUT, vault + "/secrets/:name", vaults::putSecret);
        doing(HttpMethod.DELETE, vault + "/secrets/:name", vaults::deleteSecret);

        WatchControl watch = new WatchControl(cloud);
        answering(HttpMethod.GET, "/control/requests", watch::requests);
        doing(HttpMethod.DELETE, "/control/requests", call -> cloud.clearRequests());
        answering(HttpMethod.GET, "/control/counters", call -> cloud.counters());
        answering(HttpMethod.GET, "/control/faults", watch::faults);
        doing(HttpMethod.PUT, "/control/faults/:id", watch::putFault);
        doing(HttpMethod.DELETE, "/control/faults/:id", watch::deleteFault);
        doing(HttpMethod.DELETE, "/control/issuer-keys", call -> cloud.forgetIssuerKeys());
        doing(HttpMethod.PUT, "/control/clock", watch::setClock);
        doing(HttpMethod.POST, "/control/reset", call -> cloud.reset());
        doing(
                HttpMethod.POST,
                "/control/seed",
                call -> cloud.plant(Seed.parse(call.text()), identityProvider.issuer()));
    }

    private Object mint(Call call) {
        Bodies.TokenBody body = call.body(Bodies.TokenBody.class);
        Duration life = Duration.ofSeconds(body.lifetimeSeconds() == null ? 300 : body.lifetimeSeconds());
        String minted = identityProvider.mint(
                Bodies.required("subject", body.subject()),
                Bodies.required("audience", body.audience()),
                body.claims() == null ? Map.of() : body.claims(),
                life);
        return Map.of("token", minted);
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

    private void answering(HttpMethod method, String path, Function<Call, Object> work) {
        on(method, path, context -> {
            String answer = Json.write(work.apply(new Call(context)));
            context.response().putHeader("Content-Type", "application/json").end(answer);
        });
    }

    private void doing(HttpMethod method, String path, Consumer<Call> work) {
        on(method, path, context -> {
            work.accept(new Call(context));
            context.response().setStatusCode(204).end();
        });
    }

    private void on(HttpMethod method, String path, Consumer<RoutingContext> work) {
        router.route(method, path).handler(context -> {
            try {
                work.accept(context);
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
}

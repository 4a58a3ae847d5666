package dev.bellhop.emulator.vault;

import dev.bellhop.emulator.entra.AccessTokens;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.NotEmulatedException;
import dev.bellhop.emulator.http.RequestIds;
import dev.bellhop.emulator.journal.Counters;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data plane of one vault host: which verb and path is which operation, and what surrounds the bodies. */
public final class KeyVault {
    private static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-cache",
            "Pragma", "no-cache",
            "Expires", "-1",
            "x-ms-keyvault-region", "westeurope",
            "x-ms-keyvault-service-version", "1.9.2500.1",
            "x-ms-keyvault-network-info", "conn_type=Ipv4;addr=203.0.113.7;act_addr_fam=InterNetwork;",
            "Strict-Transport-Security", "max-age=31536000;includeSubDomains",
            "X-Content-Type-Options", "nosniff");

    private final Gate gate;
    private final Clock clock;
    private final Counters counters;

    public KeyVault(AccessTokens accessTokens, Clock clock, Counters counters) {
        this.gate = new Gate(accessTokens);
        this.clock = clock;
        this.counters = counters;
    }

    public CloudAnswer answer(Vault vault, CloudRequest request) {
        String requestId = RequestIds.next();
        CloudAnswer answer;
        try {
            answer = operate(vault, request);
        } catch (VaultException e) {
            answer = CloudAnswer.json(e.status(), e.body());
            if (e.status() == 401) {
                answer = answer.with("WWW-Authenticate", challenge(vault));
            }
            Optional<Integer> wait = vault.throttle().retryAfter();
            if (e.status() == 429 && wait.isPresent()) {
                answer = answer.with("Retry-After", wait.get().toString());
            }
        } catch (NotEmulatedException e) {
            answer = CloudAnswer.json(501, Map.of("error", Map.of("code", "NotEmulated", "message", e.getMessage())));
        }
        return dressed(answer, request, requestId);
    }

    private CloudAnswer operate(Vault vault, CloudRequest request) {
        List<String> path = request.segments();
        refuseWhatIsNotEmulated(request, path);
        if (!vault.admitsOneMore(clock.instant())) {
            counters.count("secrets.throttled");
            throw VaultException.throttled();
        }
        VaultCaller caller = gate.admit(vault, request.header("authorization"));
        ApiVersion.check(request.query("api-version"));
        if (path.size() > 1 && !Secrets.isName(path.get(1))) {
            throw VaultException.badParameter("The request URI contains an invalid name: " + path.get(1));
        }
        Visit visit = new Visit(vault, request, caller);
        return switch (request.method() + " " + path.get(0) + " " + (path.size() - 1)) {
            case "GET secrets 0" -> visit.list();
            case "GET secrets 1" -> visit.get(Optional.empty());
            case "GET secrets 2" ->
                path.get(2).equals("versions") ? visit.versions() : visit.get(Optional.of(path.get(2)));
            case "PUT secrets 1" -> visit.set();
            case "PATCH secrets 1" -> visit.update(Optional.empty());
            case "PATCH secrets 2" -> visit.update(Optional.of(path.get(2)));
            case "DELETE secrets 1" -> visit.delete();
            case "GET deletedsecrets 0" -> visit.listDeleted();
            case "GET deletedsecrets 1" -> visit.getDeleted();
            case "POST deletedsecrets 2" -> visit.recover();
            case "DELETE deletedsecrets 1" -> visit.purge();
            default -> throw notEmulated(request);
        };
    }

    private static void refuseWhatIsNotEmulated(CloudRequest request, List<String> path) {
        if (request.header("x-http-method").isPresent()
                || request.header("x-http-request").isPresent()) {
            throw new NotEmulatedException("verb tunnelling");
        }
        if (request.query("outContentType").isPresent()) {
            throw new NotEmulatedException("outContentType");
        }
        boolean secrets =
                !path.isEmpty() && (path.get(0).equals("secrets") || path.get(0).equals("deletedsecrets"));
        if (!secrets || path.size() > 3) {
            throw notEmulated(request);
        }
    }

    /** One admitted request: authorizes, operates, answers. */
    private final class Visit {
        private final Vault vault;
        private final CloudRequest request;
        private final VaultCaller caller;

        Visit(Vault vault, CloudRequest request, VaultCaller caller) {
            this.vault = vault;
            this.request = request;
            this.caller = caller;
        }

        CloudAnswer get(Optional<String> version) {
            Optional<String> assignment = authorize("get", Operation.GET, Optional.of(name()));
            Secrets.Found found = vault.secrets().get(name(), version);
            if (!found.version().attributes().enabled()) {
                throw VaultException.forbidden("SecretDisabled", "Operation get is not allowed on a disabled secret.");
            }
            return ok(assignment, SecretJson.bundle(vault, found));
        }

        CloudAnswer list() {
            Optional<String> assignment = authorize("list", Operation.LIST, Optional.empty());
            return ok(
                    assignment,
                    Page.of(
                            vault,
                            request,
                            vault.secrets().list(false),
                            Secrets.Found::name,
                            found -> SecretJson.item(vault, found)));
        }

        CloudAnswer versions() {
            Optional<String> assignment = authorize("versions", Operation.LIST, Optional.of(name()));
            return ok(
                    assignment,
                    Page.of(
                            vault,
                            request,
                            vault.secrets().versions(name()),
                            found -> found.version().id(),
                            found -> SecretJson.versionItem(vault, found)));
        }

        CloudAnswer set() {
            Optional<String> assignment = authorize("set", Operation.SET, Optional.of(name()));
            SecretBody body = SecretBody.parse(request.body());
            return ok(
                    assignment,
                    SecretJson.bundle(
                            vault,
                            vault.secrets()
                                    .set(name(), body.value(), body.over(SecretAttributes.PLAIN), clock.instant())));
        }

        CloudAnswer update(Optional<String> version) {
            Optional<String> assignment = authorize("update", Operation.UPDATE, Optional.of(name()));
            SecretBody body = SecretBody.parse(request.body());
            return ok(
                    assignment,
                    SecretJson.versionItem(
                            vault, vault.secrets().update(name(), version, body::over, clock.instant())));
        }

        CloudAnswer delete() {
            Optional<String> assignment = authorize("delete", Operation.DELETE, Optional.of(name()));
            return ok(assignment, SecretJson.deleted(vault, vault.secrets().delete(name(), clock.instant()), false));
        }

        CloudAnswer listDeleted() {
            Optional<String> assignment = authorize("list-deleted", Operation.LIST, Optional.empty());
            return ok(
                    assignment,
                    Page.of(
                            vault,
                            request,
                            vault.secrets().list(true),
                            Secrets.Found::name,
                            found -> SecretJson.deleted(vault, found, true)));
        }

        CloudAnswer getDeleted() {
            Optional<String> assignment = authorize("get-deleted", Operation.LIST, Optional.of(name()));
            return ok(assignment, SecretJson.deleted(vault, vault.secrets().getDeleted(name()), false));
        }

        CloudAnswer recover() {
            if (!request.segments().get(2).equals("recover")) {
                throw notEmulated(request);
            }
            Optional<String> assignment = authorize("recover", Operation.RECOVER, Optional.of(name()));
            return ok(assignment, SecretJson.versionItem(vault, vault.secrets().recover(name())));
        }

        CloudAnswer purge() {
            authorize("purge", Operation.PURGE, Optional.of(name()));
            vault.secrets().purge(name());
            return CloudAnswer.empty(204);
        }

        private String name() {
            return request.segments().get(1);
        }

        private Optional<String> authorize(String counted, Operation operation, Optional<String> secret) {
            counters.count("secrets." + counted);
            return gate.authorize(vault, caller, operation, secret);
        }

        private CloudAnswer ok(Optional<String> assignment, Map<String, Object> body) {
            CloudAnswer answer = CloudAnswer.json(200, body);
            if (assignment.isPresent()) {
                answer.headers().put("x-ms-keyvault-rbac-assignment-id", assignment.get());
                answer.headers()
                        .put(
                                "x-ms-keyvault-rbac-cache",
                                "ra_age=0;da_age=0;rd_age=0;brd_age=0;ra_notif_age=0;dec_lev=1;");
            }
            return answer;
        }
    }

    private static String challenge(Vault vault) {
        return "Bearer authorization=\"https://" + vault.cloud().authorityHost() + "/" + vault.tenantId()
                + "\", resource=\"" + vault.cloud().vaultResource() + "\"";
    }

    private static CloudAnswer dressed(CloudAnswer answer, CloudRequest request, String requestId) {
        Map<String, String> headers = answer.headers(); // made for this answer, so it may grow
        headers.putAll(ALWAYS);
        headers.put("x-ms-request-id", requestId);
        request.header("x-ms-client-request-id").ifPresent(id -> headers.put("x-ms-client-request-id", id));
        return answer;
    }

    private static NotEmulatedException notEmulated(CloudRequest request) {
        return new NotEmulatedException(request.method() + " " + request.path() + " on Key Vault");
    }
}

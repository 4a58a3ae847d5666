package dev.bellhop.emulator.graph;

import dev.bellhop.emulator.entra.AccessTokens;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.entra.Management;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.NotEmulatedException;
import dev.bellhop.emulator.http.RequestIds;
import dev.bellhop.emulator.journal.Counters;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Graph hosts: who calls, which path is which operation, and what surrounds the bodies. */
public final class Graph {
    private static final String APP_ID = "00000003-0000-0000-c000-000000000000";
    private static final Set<String> RIGHTS = Set.of("Application.ReadWrite.All");

    private final Management management;
    private final Clock clock;
    private final Counters counters;

    public Graph(Directory directory, AccessTokens accessTokens, Clock clock, Counters counters) {
        this.management = new Management(directory, accessTokens);
        this.clock = clock;
        this.counters = counters;
    }

    public CloudAnswer answer(AzureCloud cloud, CloudRequest request) {
        String requestId = RequestIds.next();
        counters.count("graph.requests");
        CloudAnswer answer;
        try {
            answer = operate(cloud, request);
        } catch (GraphException e) {
            answer = CloudAnswer.json(e.status(), error(e.code(), e.getMessage(), request, requestId));
        } catch (NotEmulatedException e) {
            answer = CloudAnswer.json(501, error("NotEmulated", e.getMessage(), request, requestId));
        }
        return answer.with(Map.of("request-id", requestId, "Cache-Control", "no-cache"));
    }

    private CloudAnswer operate(AzureCloud cloud, CloudRequest request) {
        List<String> segments = request.segments();
        if (segments.isEmpty() || !segments.get(0).equals("v1.0")) {
            throw notEmulated(request);
        }
        GraphPath path = GraphPath.parse(segments.subList(1, segments.size())).orElseThrow(() -> notEmulated(request));
        for (String option : request.queryNames()) {
            if (!option.equals("$filter")) {
                throw new NotEmulatedException("the query option " + option + " of Microsoft Graph");
            }
        }
        Management.Caller caller = admit(cloud, request);
        if (!caller.permitted()) {
            throw GraphException.denied();
        }
        return switch (path.set()) {
            case "applications" -> new Applications(caller.tenant(), clock).answer(path, request);
            case "servicePrincipals" -> new ServicePrincipals(caller.tenant()).answer(path, request);
            default -> throw notEmulated(request);
        };
    }

    private Management.Caller admit(AzureCloud cloud, CloudRequest request) {
        try {
            return management.admit(
                    cloud,
                    request.header("authorization"),
                    audience -> audience.equals(cloud.graphResource())
                            || audience.equals(cloud.graphResource() + "/")
                            || audience.equals(APP_ID),
                    RIGHTS);
        } catch (Management.RefusedException e) {
            throw GraphException.unauthenticated(
                    switch (e.refusal()) {
                        case NO_TOKEN -> "Access token is empty.";
                        case EXPIRED_TOKEN -> "Lifetime validation failed, the token is expired.";
                        case WRONG_AUDIENCE -> "Access token validation failure. Invalid audience.";
                        case INVALID_TOKEN -> "Access token validation failure. Signature is invalid.";
                    });
        }
    }

    private Map<String, Object> error(String code, String message, CloudRequest request, String requestId) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put(
                "date",
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        inner.put("request-id", requestId);
        inner.put("client-request-id", request.header("client-request-id").orElse(requestId));
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        error.put("innerError", inner);
        return Map.of("error", error);
    }

    static NotEmulatedException notEmulated(CloudRequest request) {
        return new NotEmulatedException(request.method() + " " + request.path() + " on Microsoft Graph");
    }
}

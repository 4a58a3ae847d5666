package dev.bellhop.resolver.assertion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.Upstream;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import dev.bellhop.resolver.upstream.UpstreamConfig;
import dev.bellhop.resolver.upstream.UpstreamException;
import dev.bellhop.resolver.upstream.UpstreamRequest;
import dev.bellhop.resolver.upstream.Upstreams;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Our issuer as the cloud sees it (OpenID Connect Discovery 1.0, section 4): what stands at the public address, compared with what
 * issuer-service serves inside. Where both are one address it is asked once.
 */
@ApplicationScoped
public class Discovery {
    private static final int MAX_BODY = 256 * 1024;
    private static final String DOCUMENT = "/.well-known/openid-configuration";

    private final Upstream inside;
    private final Upstream outside;
    private final ServiceUrl base;
    private final Duration attemptTimeout;

    @Inject
    Discovery(AssertionConfig config, UpstreamConfig upstream, Upstreams upstreams) {
        this(
                upstreams.services(),
                upstreams.cloud(),
                ServiceUrl.of("bellhop.issuer.url", config.url()),
                upstream.attemptTimeout());
    }

    Discovery(Upstream inside, Upstream outside, ServiceUrl base, Duration attemptTimeout) {
        this.inside = inside;
        this.outside = outside;
        this.base = base;
        this.attemptTimeout = attemptTimeout;
    }

    /** Checks that this assertion can be verified by whoever follows its issuer; fails with a {@link ResolutionException}. */
    public Uni<Void> check(ClientAssertion assertion) {
        String issuer = assertion.issuer();
        String document = issuer.replaceAll("/+\\z", "") + DOCUMENT;
        URI served = base.at(DOCUMENT);
        return fetched(inside, served.toString(), assertion)
                .chain(ours -> served.toString().equals(document)
                        ? Uni.createFrom().item(ours)
                        : fetched(outside, document, assertion).invoke(theirs -> {
                            if (!theirs.equals(ours)) {
                                throw mismatch(assertion, document, "what issuer-service serves");
                            }
                        }))
                .invoke(found -> {
                    if (!issuer.equals(found.path("issuer").asText())) {
                        throw mismatch(assertion, document, "exactly this issuer");
                    }
                })
                .map(found -> found.path("jwks_uri").asText())
                .chain(keys -> fetched(served.toString().equals(document) ? inside : outside, keys, assertion)
                        .invoke(found -> {
                            if (!hasKey(found, assertion.keyId())) {
                                throw mismatch(assertion, keys, "this key");
                            }
                        }))
                .replaceWithVoid();
    }

    private static boolean hasKey(JsonNode jwks, String kid) {
        return StreamSupport.stream(jwks.path("keys").spliterator(), false)
                .anyMatch(key -> kid.equals(key.path("kid").asText()));
    }

    private Uni<JsonNode> fetched(Upstream upstream, String address, ClientAssertion assertion) {
        return Uni.createFrom()
                .item(() -> https(address, assertion))
                .chain(uri -> upstream.send(UpstreamRequest.get(uri), attemptTimeout, MAX_BODY))
                .onFailure(UpstreamException.class)
                .transform(failure -> unreachable(
                        assertion, address, ((UpstreamException) failure).kind().code()))
                .map(answer -> json(answer, address, assertion));
    }

    private static URI https(String address, ClientAssertion assertion) {
        try {
            URI uri = URI.create(address);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException noAddress) {
            throw unreachable(assertion, address, "no-address");
        }
        throw unreachable(assertion, address, "no-https-address");
    }

    private static JsonNode json(UpstreamAnswer answer, String address, ClientAssertion assertion) {
        return answer.json(JsonNode.class)
                .filter(body -> answer.status() == 200 && body.isObject())
                .orElseThrow(() -> unreachable(assertion, address, String.valueOf(answer.status())));
    }

    private static ResolutionException unreachable(ClientAssertion assertion, String document, String code) {
        return new ResolutionException(Diagnosis.of(Reason.DISCOVERY_UNREACHABLE, code, facts(assertion, document)));
    }

    private static ResolutionException mismatch(ClientAssertion assertion, String document, String expected) {
        Map<String, String> facts = facts(assertion, document);
        facts.put("expected", expected);
        return new ResolutionException(Diagnosis.of(Reason.DISCOVERY_MISMATCH, null, facts));
    }

    private static Map<String, String> facts(ClientAssertion assertion, String document) {
        return new HashMap<>(Map.of("issuer", assertion.issuer(), "kid", assertion.keyId(), "document", document));
    }
}

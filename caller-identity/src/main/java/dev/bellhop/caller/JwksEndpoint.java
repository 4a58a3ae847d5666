package dev.bellhop.caller;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** A key set behind a URL, the operator's or the one in the issuer's discovery document. */
final class JwksEndpoint {
    private final BoundedFetch fetch;

    JwksEndpoint(BoundedFetch fetch) {
        this.fetch = fetch;
    }

    KeySource at(URI jwks) {
        return () -> fetch.get(jwks).map(body -> keySet(jwks, body));
    }

    /** The document is asked for each time, so an issuer may move its keys. */
    KeySource by(KeyLocation.Discovery discovery) {
        return () -> fetch.get(discovery.document())
                .map(body -> jwksUri(discovery, body))
                .chain(jwks -> at(jwks).load());
    }

    /** The document must be this issuer's own, byte for byte (OpenID Connect Discovery 1.0, section 4.3). */
    private static URI jwksUri(KeyLocation.Discovery discovery, byte[] body) {
        try {
            Map<String, Object> document = StrictJson.object(body);
            if (!discovery.issuer().equals(document.get("issuer"))) {
                throw new KeysException(discovery.document() + " is of issuer " + Presented.of(document.get("issuer"))
                        + ", expected " + Presented.of(discovery.issuer()));
            }
            URI jwks = new URI(String.valueOf(document.get("jwks_uri")));
            if (!KeyLocation.isHttps(jwks)) {
                throw new KeysException(
                        discovery.document() + " has the jwks_uri " + Presented.of(jwks) + ", expected an https URL");
            }
            return jwks;
        } catch (IOException | URISyntaxException e) {
            throw new KeysException(discovery.document() + " did not answer with a discovery document", e);
        }
    }

    private static JsonWebKeys keySet(URI jwks, byte[] body) {
        try {
            return JsonWebKeys.parse(body);
        } catch (IOException e) {
            throw new KeysException(jwks + " did not answer with a usable key set", e);
        }
    }
}

package dev.bellhop.issuer.discovery;

import dev.bellhop.issuer.key.PublicationConfig;
import dev.bellhop.issuer.key.PublishedKey;
import dev.bellhop.issuer.key.PublishedKeys;
import dev.bellhop.issuer.key.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** The two documents as they stand now; remade only when the keys change. */
@ApplicationScoped
class Documents {
    private final Issuer issuer;
    private final SigningKeys keys;
    private final DiscoveryConfig config;
    private final PublicationConfig publication;
    private final Clock clock;
    private volatile Prepared prepared;

    Documents(Issuer issuer, SigningKeys keys, DiscoveryConfig config, PublicationConfig publication, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.config = config;
        this.publication = publication;
        this.clock = clock;
    }

    private record Prepared(PublishedKeys from, Document discovery, Document jwks) {}

    /** @throws dev.bellhop.issuer.problem.IssuerException while there is no issuer or no key: a document that leads nowhere is none */
    Document discovery() {
        return prepared().discovery();
    }

    /** @throws dev.bellhop.issuer.problem.IssuerException while there is no issuer or no key; the set is never empty */
    Document jwks() {
        return prepared().jwks();
    }

    private Prepared prepared() {
        IssuerUrl url = issuer.url();
        PublishedKeys current = keys.published(clock.instant());
        Prepared seen = prepared;
        if (seen == null || seen.from() != current) { // the same object as long as nothing changed
            seen = new Prepared(
                    current,
                    Document.discovery(url, config.maxAge()),
                    Document.jwks(current.keys().stream().map(PublishedKey::jwk).toList(), publication.jwksMaxAge()));
            prepared = seen;
        }
        return seen;
    }
}

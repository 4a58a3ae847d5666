package dev.bellhop.resolver.store.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.resolver.store.SecretNames.Name;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of Key Vault's list of secrets. It may be empty and still have a next one.
 *
 * @param next empty on the last page
 */
record NamesPage(List<Name> names, Optional<URI> next) {
    static Optional<NamesPage> of(UpstreamAnswer answer, VaultUrl vault) {
        return answer.json(JsonNode.class)
                .filter(body -> body.path("value").isArray())
                .map(body -> new NamesPage(
                        names(body.path("value")),
                        vault.nextPage(body.path("nextLink").asText(""))));
    }

    private static List<Name> names(JsonNode items) {
        List<Name> names = new ArrayList<>();
        for (JsonNode item : items) {
            String id = item.path("id").asText("");
            String name = id.substring(id.lastIndexOf('/') + 1);
            // Managed ones hold a certificate's key: nobody wants to pick them.
            if (SecretName.of(name).isPresent() && !item.path("managed").asBoolean(false)) {
                names.add(new Name(name, item.path("attributes").path("enabled").asBoolean(true)));
            }
        }
        return names;
    }
}

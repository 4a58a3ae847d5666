package dev.bellhop.config.plan;

import dev.bellhop.config.encryption.Place;
import dev.bellhop.config.encryption.Purpose;
import dev.bellhop.config.encryption.Sealer;
import dev.bellhop.config.plan.ResolutionValues.ClientSecret;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Client secrets as queries read them: {@code sealed_client_secret} beside {@code credential_revision}. */
@ApplicationScoped
class ClientSecrets {
    private final Sealer sealer;

    ClientSecrets(Sealer sealer) {
        this.sealer = sealer;
    }

    /** Whether the row has one to open. */
    static boolean in(Row row) {
        return row.getBuffer("sealed_client_secret") != null;
    }

    /** The row's, opened, with the revision of the credential that it belongs to. */
    ClientSecret open(UUID organization, UUID credential, Row row) {
        return new ClientSecret(
                credential,
                row.getInteger("credential_revision"),
                sealer.open(
                        row.getBuffer("sealed_client_secret").getBytes(),
                        new Place(organization, credential, Purpose.CLIENT_SECRET)));
    }
}

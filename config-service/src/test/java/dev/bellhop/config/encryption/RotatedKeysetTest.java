package dev.bellhop.config.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.bellhop.config.ServiceTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an older key of the keyset sealed: it opens, and the next write of its row brings it under the new one. */
@QuarkusTest
class RotatedKeysetTest extends ServiceTest {
    @Inject
    AgroalDataSource database;

    /** Set by {@link dev.bellhop.config.fake.RotatedSealingResource}. */
    BinaryOperator<byte[]> sealByOldKey;

    private UUID organization;
    private UUID automation;

    @BeforeEach
    void setUp() {
        organization = organization();
        automation = automation(organization, "Crew");
    }

    @Test
    void resealsAClientSecretThatItsRowKeeps() throws SQLException {
        String one = of(organization) + "/secret-provider-credentials/"
                + idOf(created(admin().body(clientSecretBody("Vault", "first"))
                        .post(of(organization) + "/secret-provider-credentials")));
        UUID id = UUID.fromString(one.replaceAll(".*/", ""));
        byte[] old = sealedByOldKey("secret_provider_credential", "sealed_client_secret", id, Purpose.CLIENT_SECRET);
        variable(
                organization,
                Map.of(
                        "key", "KEY",
                        "source", "credential",
                        "credentialId", id.toString(),
                        "secretName", "a",
                        "assignedTo", List.of(automation.toString())));
        values().then().body("clientSecrets.value", contains("sealed long ago"));

        Response renamed = admin().header("If-Match", "\"1\"")
                .body(clientSecretBody("Vault, renamed", ""))
                .put(one);

        renamed.then().statusCode(200).header("ETag", "\"2\"");
        assertThat(keyOf("secret_provider_credential", "sealed_client_secret", id))
                .isNotEqualTo(keyId(old));
        values().then().body("clientSecrets.value", contains("sealed long ago"));
    }

    @Test
    void resealsAVariablesValuesThoughNothingElseChanges() throws SQLException {
        UUID direct = variable(
                organization,
                Map.of(
                        "key", "MODE",
                        "source", "direct",
                        "value", "first",
                        "assignedTo", List.of(automation.toString())));
        byte[] old = sealedByOldKey("environment_variable", "sealed_value", direct, Purpose.DIRECT_VALUE);
        String one = of(organization) + "/environment-variables/" + direct;
        Response shown = admin().get(one);
        String plan = plan().header("ETag");

        admin().header("If-Match", shown.header("ETag"))
                .body(shown.asString())
                .put(one)
                .then()
                .statusCode(200)
                .header("ETag", shown.header("ETag"))
                .body("updatedAt", equalTo(shown.path("updatedAt")));

        assertThat(admin().get(one).asString()).isEqualTo(shown.asString());
        assertThat(keyOf("environment_variable", "sealed_value", direct)).isNotEqualTo(keyId(old));
        assertThat(plan().header("ETag")).isEqualTo(plan);
        values().then().body("values.value", contains("sealed long ago"));
    }

    private byte[] sealedByOldKey(String table, String column, UUID id, Purpose purpose) throws SQLException {
        byte[] sealed = sealByOldKey.apply(
                "sealed long ago".getBytes(StandardCharsets.UTF_8),
                new Place(organization, id, purpose).associatedData());
        try (Connection connection = entered();
                PreparedStatement update =
                        connection.prepareStatement("update " + table + " set " + column + " = ? where id = ?")) {
            update.setBytes(1, sealed);
            update.setObject(2, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
            connection.commit();
        }
        return sealed;
    }

    private List<Byte> keyOf(String table, String column, UUID id) throws SQLException {
        try (Connection connection = entered();
                PreparedStatement select =
                        connection.prepareStatement("select " + column + " from " + table + " where id = ?")) {
            select.setObject(1, id);
            ResultSet row = select.executeQuery();
            assertThat(row.next()).isTrue();
            List<Byte> key = keyId(row.getBytes(1));
            connection.rollback();
            return key;
        }
    }

    private Connection entered() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement enter = connection.prepareStatement("select enter_organization(?)")) {
            enter.setObject(1, organization);
            enter.execute();
        }
        return connection;
    }

    /** Tink's prefix: a version byte and the key id. */
    private static List<Byte> keyId(byte[] sealed) {
        return List.of(sealed[1], sealed[2], sealed[3], sealed[4]);
    }

    private Response values() {
        return resolver().post(of(organization) + "/automations/" + automation + "/resolution-values");
    }

    private Response plan() {
        return resolver().get(of(organization) + "/automations/" + automation + "/resolution-plan");
    }
}

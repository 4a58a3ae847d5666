package dev.bellhop.issuer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.issuer.fake.AuditRows;
import dev.bellhop.issuer.fake.ManagedProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ManagedProfile.class)
class AuditTableTest {
    @Inject
    AuditTrail trail;

    @Test
    void holdsWhatWasRecordedAndNothingElse() {
        UUID id = UUID.randomUUID();

        trail.record(AuditEntry.of(Instant.parse("2026-03-01T12:00:00Z"), id, Action.KEY_REVOKED)
                .caller("https://identity.example", "user:operator\u0000\n")
                .kid("k1")
                .description("the file server was broken into")
                .entry());

        assertThat(AuditRows.of(id.toString()))
                .containsOnlyKeys(
                        "correlation_id", "action", "outcome", "description", "caller_issuer", "caller_subject", "kid")
                .containsEntry("action", "key-revoked")
                .containsEntry("outcome", "done")
                .containsEntry("caller_subject", "user:operator\\u0000\\u000a")
                .containsEntry("kid", "k1");
    }

    @Test
    void takesMoreThanOneBatchAtATime() throws SQLException {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(2500).toList();
        ids.forEach(id -> trail.record(AuditEntry.of(Instant.EPOCH, id, Action.TOKEN_ISSUED)
                .audience("many")
                .entry()));

        AuditRows.of(ids.get(2499).toString());
        try (Connection owner = AuditRows.as("quarkus.flyway.");
                var rows = owner.createStatement()
                        .executeQuery(
                                "select count(distinct correlation_id) from audit_entry where audience = 'many'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2500);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from audit_entry",
                "update audit_entry set outcome = 'done'",
                "delete from audit_entry",
                "truncate audit_entry"
            })
    void theServiceCanOnlyAdd(String statement) throws SQLException {
        try (Connection service = AuditRows.as("quarkus.datasource.");
                Statement asService = service.createStatement()) {
            assertThatThrownBy(() -> asService.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }
}

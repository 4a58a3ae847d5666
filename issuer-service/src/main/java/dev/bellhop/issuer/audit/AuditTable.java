package dev.bellhop.issuer.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.InjectableInstance;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The table {@code audit_entry}, to which this service can only add. A batch is one statement with one array a column: it costs the service and
 * the database a fraction of as many statements.
 */
@ApplicationScoped
class AuditTable {
    private static final Duration LONGEST_INSERT = Duration.ofSeconds(5);

    private static final String INSERT = """
            insert into audit_entry (at, correlation_id, action, outcome, reason, description, caller_issuer, caller_subject,
                                     organization_id, automation_id, audience, kickoff_id, jti, kid, expires_at)
            select * from unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                 $8::text[], $9::uuid[], $10::uuid[], $11::text[], $12::uuid[], $13::uuid[], $14::text[],
                                 $15::timestamptz[])""";

    private final InjectableInstance<Pool> pools;
    private final Counter written;

    AuditTable(InjectableInstance<Pool> pools, MeterRegistry registry) {
        this.pools = pools;
        this.written = written(registry, "table");
    }

    static Counter written(MeterRegistry registry, String to) {
        return Counter.builder("bellhop.audit.entries")
                .description("entries of the issuer's audit trail, by where they were written")
                .tag("to", to)
                .register(registry);
    }

    /** Whether there is a database at all; settled at start. */
    boolean exists() {
        return pools.getHandle().getBean().isActive();
    }

    /** Fails if the database did not confirm all of them; it may have stored them none the less. */
    Future<Void> insert(List<AuditEntry> entries) {
        return pools.get()
                .preparedQuery(INSERT)
                .execute(columns(entries))
                .timeout(LONGEST_INSERT.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(done -> written.increment(entries.size()))
                .mapEmpty();
    }

    private static Tuple columns(List<AuditEntry> entries) {
        return Tuple.tuple()
                .addValue(times(entries, AuditEntry::at))
                .addValue(ids(entries, AuditEntry::correlationId))
                .addValue(texts(entries, entry -> entry.action().code()))
                .addValue(texts(entries, entry -> entry.refused() ? "refused" : "done"))
                .addValue(texts(entries, AuditEntry::reason))
                .addValue(texts(entries, AuditEntry::description))
                .addValue(texts(entries, AuditEntry::callerIssuer))
                .addValue(texts(entries, AuditEntry::callerSubject))
                .addValue(ids(entries, AuditEntry::organization))
                .addValue(ids(entries, AuditEntry::automation))
                .addValue(texts(entries, AuditEntry::audience))
                .addValue(ids(entries, AuditEntry::kickoffId))
                .addValue(ids(entries, AuditEntry::jti))
                .addValue(texts(entries, AuditEntry::kid))
                .addValue(times(entries, AuditEntry::expiresAt));
    }

    private static UUID[] ids(List<AuditEntry> entries, Function<AuditEntry, UUID> member) {
        return entries.stream().map(member).toArray(UUID[]::new);
    }

    private static String[] texts(List<AuditEntry> entries, Function<AuditEntry, String> member) {
        return entries.stream().map(member).map(AuditText::of).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<AuditEntry> entries, Function<AuditEntry, Instant> member) {
        return entries.stream()
                .map(member)
                .map(at -> at == null ? null : at.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}

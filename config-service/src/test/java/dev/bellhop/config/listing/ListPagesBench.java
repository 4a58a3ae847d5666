package dev.bellhop.config.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.config.ServiceTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A page of 100 out of 100,000 workload identity configs costs at most twice what one out of 1,000 does: over HTTP, interleaved,
 * medians. Not part of the build; {@code mvn -pl config-service -am test -Dtest=ListPagesBench -Dbellhop.bench.lists=true
 * -Dsurefire.failIfNoSpecifiedTests=false}, on a quiet machine.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "bellhop.bench.lists", matches = "true")
class ListPagesBench extends ServiceTest {
    private static final int ROUNDS = 60;
    private static final int WARM_UP = 20;

    @Inject
    AgroalDataSource database;

    @Test
    void aPageCostsTheSameHoweverLongTheList() throws SQLException {
        Map<String, String> few = pages(1_000);
        Map<String, String> many = pages(100_000);
        String token = mint.apply("user:admin", NO_CLAIMS);
        System.out.println(
                "| page of 100 configs | of 1,000 (ms) | of 100,000 (ms) | ratio |\n| --- | --- | --- | --- |");
        List<Executable> verdicts = new ArrayList<>();
        for (String kind : few.keySet()) {
            List<Long> ofFew = new ArrayList<>();
            List<Long> ofMany = new ArrayList<>();
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                long first = nanos(as(token), few.get(kind));
                long second = nanos(as(token), many.get(kind));
                if (round >= WARM_UP) {
                    ofFew.add(first);
                    ofMany.add(second);
                }
            }
            double ratio = (double) median(ofMany) / median(ofFew);
            System.out.printf("| %s | %.2f | %.2f | %.2f |%n", kind, median(ofFew) / 1e6, median(ofMany) / 1e6, ratio);
            verdicts.add(() -> assertThat(ratio).as(kind).isLessThanOrEqualTo(2.0));
        }
        for (Executable verdict : verdicts) {
            verdict.check();
        }
    }

    private interface Executable {
        void check();
    }

    private static long nanos(RequestSpecification caller, String address) {
        long start = System.nanoTime();
        int shown = caller.get(address).<List<Object>>path("items").size();
        long nanos = System.nanoTime() - start;
        assertThat(shown).isEqualTo(100);
        return nanos;
    }

    private static long median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }

    /** Addresses of pages by what is asked for, in an organization with so many configs. */
    private Map<String, String> pages(int configs) throws SQLException {
        UUID organization = organization();
        String list = of(organization) + "/workload-identity-configs?limit=100";
        Map<String, String> pages = new LinkedHashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select enter_organization('" + organization + "')");
            statement.execute("""
                    insert into workload_identity_config (id, organization_id, name, name_key, cloud_provider, subject_scope, enabled,
                        azure_tenant_id, azure_client_id, azure_identity, azure_cloud, revision, created_at, updated_at)
                    select gen_random_uuid(), '%s', 'Config ' || n, 'config ' || n, 'AZURE', 'ORGANIZATION', true,
                           gen_random_uuid(), gen_random_uuid(), 'APPLICATION', 'PUBLIC', 1,
                           now() + n * interval '1 millisecond', now()
                    from generate_series(1, %d) n
                    """.formatted(organization, configs));
            pages.put("first", list);
            pages.put(
                    "in the middle",
                    list + "&cursor=" + middle(statement, configs).written());
            pages.put(
                    "by provider",
                    list + "&provider=azure&cursor="
                            + middle(statement, configs).written());
            pages.put("by name", list + "&name=conf");
            pages.put(
                    "by name, in the middle",
                    list + "&name=conf&cursor="
                            + Cursor.byName("config " + configs / 2, new UUID(0, 0))
                                    .written());
            connection.commit();
        }
        return pages;
    }

    private static Cursor middle(Statement statement, int configs) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select created_at, id from workload_identity_config where name = 'Config " + configs / 2 + "'")) {
            row.next();
            return new Cursor(row.getObject(1, OffsetDateTime.class).toInstant(), row.getObject(2, UUID.class));
        }
    }
}

package dev.bellhop.bench.part;

import dev.bellhop.bench.load.ClosedLoop;
import dev.bellhop.bench.load.LoadClient;
import dev.bellhop.bench.load.Question;
import dev.bellhop.bench.measure.Contender;
import dev.bellhop.bench.measure.MeasurementException;
import dev.bellhop.bench.measure.Rounds;
import dev.bellhop.bench.measure.Sample;
import dev.bellhop.bench.report.Report;
import dev.bellhop.bench.report.Row;
import dev.bellhop.embedded.EmbeddedPostgres.Database;
import dev.bellhop.local.stack.Foundation;
import dev.bellhop.local.stack.RunningService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Pages of 100 workload identity configs: of 1,000 and of 100,000, pages from beginning to end of each in turns. */
final class ListPages {
    private static final int SMALL = 1_000;
    private static final int LARGE = 100_000;
    private static final int PAGE = 100;
    private static final double TIMES = 2;
    /** Of the large list every so many-th page is asked for, so that as many distinct pages come as of the small one. */
    private static final int ASKED = SMALL / PAGE;

    private final Setting setting;
    private final Foundation foundation;
    private final RunningService config;
    private final Admin admin;

    ListPages(Setting setting, Foundation foundation, RunningService config, Admin admin) {
        this.setting = setting;
        this.foundation = foundation;
        this.config = config;
        this.admin = admin;
    }

    void measure(Report report) {
        int many = setting.scaled(LARGE);
        String few = "pages of 100 out of " + Row.number(SMALL);
        String lots = "pages of 100 out of " + Row.number(many);
        List<Question> small = pages(seed("Few", SMALL), SMALL);
        List<Question> large = pages(seed("Many", many), many);
        try (LoadClient client = new LoadClient(config.url(), foundation.caFile(), null, Setting.LANES)) {
            Rounds rounds = Rounds.run(
                    setting.plan(),
                    List.of(
                            new Contender(few, config.pid(), new ClosedLoop(client, small)::run),
                            new Contender(lots, config.pid(), new ClosedLoop(client, large)::run)),
                    setting.progress());
            report.add(Row.atMost(
                    "time of a page of 100 out of " + Row.number(many) + ", times that of one out of "
                            + Row.number(SMALL),
                    rounds.ratio(few, lots, Sample::perSecond),
                    TIMES,
                    ""));
            for (String name : List.of(few, lots)) {
                report.add(Row.of(name, Row.number(rounds.perSecond(name)) + "/s"));
            }
        }
    }

    /** The first config is made through the API, the others are copies of its row with ids, names and times of their own. */
    private UUID seed(String name, int count) {
        UUID organization = admin.organization(name);
        var unused = admin.workloadIdentityConfig(organization, "config");
        setting.progress().accept("  seeding " + count + " workload identity configs");
        Database database = foundation.database("config");
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.ownerPassword())) {
            connection.setAutoCommit(false);
            try (PreparedStatement enter = connection.prepareStatement("select enter_organization(?)")) {
                enter.setObject(1, organization);
                enter.execute();
            }
            try (PreparedStatement copy = connection.prepareStatement(copying(columns(connection)))) {
                copy.setInt(1, count - 1);
                if (copy.executeUpdate() != count - 1) {
                    throw new MeasurementException("not all workload identity configs could be seeded");
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (PreparedStatement analyze = connection.prepareStatement("analyze workload_identity_config")) {
                analyze.execute();
            }
            return organization;
        } catch (SQLException e) {
            throw new MeasurementException("workload identity configs could not be seeded: " + e.getMessage(), e);
        }
    }

    private static List<String> columns(Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, "public", "workload_identity_config", null)) {
            while (found.next()) {
                columns.add(found.getString("COLUMN_NAME"));
            }
        }
        return columns;
    }

    private static String copying(List<String> columns) {
        List<String> values = columns.stream()
                .map(column -> switch (column) {
                    case "id" -> "gen_random_uuid()";
                    case "name", "name_key" -> column + " || '-' || n";
                    case "created_at", "updated_at" -> column + " + n * interval '1 millisecond'";
                    default -> column;
                })
                .toList();
        return "insert into workload_identity_config (" + String.join(", ", columns) + ") select "
                + String.join(", ", values) + " from workload_identity_config, generate_series(1, ?) n";
    }

    /** Walks the whole list once, which also shows that it is whole, and keeps the way to some of its pages. */
    private List<Question> pages(UUID organization, int count) {
        String list = Admin.own(organization) + "/workload-identity-configs?limit=" + PAGE;
        List<Question> pages = new ArrayList<>();
        int every = Math.max(1, count / PAGE / ASKED);
        String cursor = null;
        long seen = 0;
        for (int number = 0; ; number++) {
            String path = cursor == null ? list : list + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            if (number % every == 0) {
                pages.add(Question.get(path, admin.bearer()));
            }
            var page = admin.api().get(path);
            if (page.status() != 200) {
                throw new MeasurementException("page " + number + " of a list: status " + page.status());
            }
            seen += page.json().path("items").size();
            cursor = page.json().path("nextCursor").asText(null);
            if (cursor == null) {
                break;
            }
        }
        if (seen != count) {
            throw new MeasurementException("a list of " + count + " showed " + seen);
        }
        return pages;
    }
}

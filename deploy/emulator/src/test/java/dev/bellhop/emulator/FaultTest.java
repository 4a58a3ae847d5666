package dev.bellhop.emulator;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.fault.Cut;
import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.fault.Target;
import dev.bellhop.emulator.fault.TlsFault;
import dev.bellhop.emulator.journal.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults on the wire, and what the journal keeps of them. */
class FaultTest {
    private static Box box;

    @BeforeAll
    static void open() {
        box = Box.open();
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @BeforeEach
    void fill() {
        box.fill();
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "5xx with HTML bodies")
    void answersInPlaceOfTheService() {
        box.emulator()
                .cloud()
                .putFault(
                        "f",
                        Fault.answering("login.microsoftonline.com", 503, "<html>Oops</html>")
                                .times(1));

        HttpResponse<String> struck = box.token(box.form());

        assertThat(struck.statusCode()).isEqualTo(503);
        assertThat(struck.body()).isEqualTo("<html>Oops</html>");
        assertThat(struck.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "any status with any headers, Retry-After among them")
    void sendsTheHeadersItIsGiven() {
        box.emulator()
                .cloud()
                .putFault("f", Fault.answering(Box.VAULT_HOST, 429, "{}").with("Retry-After", "7"));

        HttpResponse<String> struck = box.get("https://" + Box.VAULT_HOST + "/secrets/a?api-version=7.6");

        assertThat(struck.statusCode()).isEqualTo(429);
        assertThat(struck.headers().firstValue("Retry-After")).contains("7");
        assertThat(struck.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
    }

    @Test
    void delaysAndThenAnswersAsUsual() {
        box.emulator().cloud().putSecret(Box.VAULT, "a", "1");
        box.emulator().cloud().putFault("slow", Fault.delaying(Box.VAULT_HOST, Duration.ofMillis(150)));

        HttpResponse<String> late = box.vault("GET", "/secrets/a", "");

        assertThat(json(late).path("value").asText()).isEqualTo("1");
        assertThat(last().millis()).isGreaterThanOrEqualTo(140);
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "answers cut short: truncated, half-closed, closed, stalled, silent")
    void cutsAnswersShort() {
        box.emulator().cloud().putSecret(Box.VAULT, "a", "1".repeat(200));
        String token = box.accessToken();
        String url = "https://" + Box.VAULT_HOST + "/secrets/a?api-version=7.6";
        String whole = box.call("GET", url, token, "").body();

        cut(Cut.TRUNCATED);
        String half = box.call("GET", url, token, "").body();
        assertThat(half).isEqualTo(whole.substring(0, whole.length() / 2));

        cut(Cut.HALF_CLOSED);
        assertThatThrownBy(() -> box.call("GET", url, token, "")).isInstanceOf(UncheckedIOException.class);
        assertThat(last().status()).isEqualTo(200);

        cut(Cut.CLOSED, 9); // the client asks again by itself
        assertThatThrownBy(() -> box.call("GET", url, token, "")).isInstanceOf(UncheckedIOException.class);
        assertThat(last().status()).isZero();
        box.emulator().cloud().deleteFault("cut");

        for (Cut hanging : List.of(Cut.STALLED, Cut.SILENT)) {
            cut(hanging);
            assertThat(box.getWithin(Duration.ofMillis(300), url, token))
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withRootCauseInstanceOf(TimeoutException.class);
        }
        assertThat(box.call("GET", url, token, "").body()).isEqualTo(whole);
        assertThat(box.emulator().cloud().counters()).containsKey("faults.cut");
    }

    private static void cut(Cut kind) {
        cut(kind, 1);
    }

    private static void cut(Cut kind, int times) {
        box.emulator()
                .cloud()
                .putFault("cut", Fault.cutting(Target.vault(Box.VAULT), kind).times(times));
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "a wrong Date header")
    void datesAnswersWrong() {
        box.emulator().cloud().putFault("date", Fault.dating(Target.tenant(Box.TENANT), Duration.ofMinutes(-7)));

        HttpResponse<String> answer = box.token(box.form());

        assertThat(answer.statusCode()).isEqualTo(200);
        Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                answer.headers().firstValue("Date").orElseThrow(), Instant::from);
        assertThat(Duration.between(date, Instant.now()).toSeconds()).isBetween(415L, 425L);
    }

    @ParameterizedTest
    @EnumSource(TlsFault.class)
    @Emulates(
            area = Area.FAULTS,
            value = "TLS handshakes that fail: unknown authority, expired, wrong name, broken off")
    void breaksHandshakes(TlsFault kind) {
        // a name of its own for each, so that no connection is there yet
        String vault = "tls-" + kind.ordinal() + "-kv";
        box.emulator().cloud().putVault(vault, Box.TENANT);
        box.emulator().cloud().putFault("tls", Fault.tls(Target.vault(vault), kind));
        String url = "https://" + vault + ".vault.azure.net/secrets?api-version=7.6";

        assertThatThrownBy(() -> box.get(url))
                .hasCauseInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(chain(failure)).containsPattern(REASONS.get(kind)));
        box.emulator().cloud().deleteFault("tls");
        assertThat(box.get(url).statusCode()).isEqualTo(401);
    }

    private static final Map<TlsFault, String> REASONS = Map.of(
            TlsFault.UNTRUSTED, "unable to find valid certification path|PKIX path building failed",
            TlsFault.EXPIRED, "CertificateExpiredException|NotAfter",
            TlsFault.WRONG_NAME, "No subject alternative DNS name matching|No name matching",
            TlsFault.BROKEN, "terminated the handshake|EOF|closed|reset");

    private static String chain(Throwable failure) {
        StringBuilder said = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            said.append(each).append('\n');
        }
        return said.toString();
    }

    @Test
    @Emulates(
            area = Area.FAULTS,
            value = "slow, failing and changed fetches of an issuer's discovery document and keys")
    void disturbsTheFetchOfKeys() {
        box.emulator()
                .cloud()
                .putFault(
                        "keys",
                        Fault.answering("localhost", 503, "").at("/idp/jwks").times(1));
        HttpResponse<String> refused = box.token(box.form());
        assertThat(json(refused).path("error_codes").path(0).asInt()).isEqualTo(501661);

        box.emulator()
                .cloud()
                .putFault(
                        "keys",
                        Fault.answering("localhost", 200, "{\"keys\":[]}").at("/idp/jwks"));
        assertThat(json(box.token(box.form())).path("error_codes").path(0).asInt())
                .isEqualTo(7000272);
        box.emulator().cloud().forgetIssuerKeys();

        box.emulator()
                .cloud()
                .putFault(
                        "keys",
                        Fault.delaying("localhost", Duration.ofMillis(150)).at("/idp/jwks"));
        assertThat(box.token(box.form()).statusCode()).isEqualTo(200);
        assertThat(last().millis()).isGreaterThanOrEqualTo(140);
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "storms of 429 with HTML bodies, so many times")
    void stormsUntilItsTimeIsOver() {
        assertThat(box.control(
                                "PUT",
                                "/control/faults/storm",
                                "{\"vault\":\"acme-kv\",\"status\":429,\"body\":\"<html>slow</html>\",\"share\":1,"
                                        + "\"latency\":{\"minMillis\":1,\"maxMillis\":3},\"times\":2,\"forMillis\":60000}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(json(box.control("GET", "/control/faults", ""))
                        .path("faults")
                        .toString())
                .isEqualTo("[\"storm\"]");
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> struck = box.get("https://" + Box.VAULT_HOST + "/secrets?api-version=7.6");
            assertThat(struck.statusCode()).isEqualTo(429);
            assertThat(struck.headers().firstValue("Content-Type")).contains("text/html");
        }
        assertThat(box.get("https://" + Box.VAULT_HOST + "/secrets?api-version=7.6")
                        .statusCode())
                .isEqualTo(401);
        assertThat(json(box.control("GET", "/control/faults", "")).path("faults"))
                .isEmpty();
    }

    @Test
    void writesAJournalWithoutSecrets() {
        box.emulator().cloud().putSecret(Box.VAULT, "a", "s3cret-value");
        box.vault("GET", "/secrets/a?probe=s3cret-query", "");

        List<JournalEntry> entries = box.emulator().cloud().requests();

        assertThat(entries).hasSize(2);
        JournalEntry read = last();
        assertThat(read.host()).isEqualTo(Box.VAULT_HOST);
        assertThat(read.method()).isEqualTo("GET");
        assertThat(read.path()).isEqualTo("/secrets/a");
        assertThat(read.status()).isEqualTo(200);
        assertThat(entries.toString()).doesNotContain("s3cret", "eyJ", "Bearer");
    }

    @Test
    void goesOnCountingAfterTheJournalWasEmptied() {
        box.get("https://" + Box.VAULT_HOST + "/secrets");
        long before = last().sequence();
        box.emulator().cloud().clearRequests();
        box.get("https://" + Box.VAULT_HOST + "/secrets");

        assertThat(box.emulator().cloud().requests()).hasSize(1);
        assertThat(last().sequence()).isEqualTo(before + 1);
        assertThat(box.emulator().cloud().requests(Box.VAULT_HOST, before + 1)).isEmpty();
    }

    private static JournalEntry last() {
        List<JournalEntry> entries = box.emulator().cloud().requests();
        return entries.get(entries.size() - 1);
    }
}

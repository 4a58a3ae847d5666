package dev.bellhop.emulator;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.journal.JournalEntry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

package dev.bellhop.local.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.StackFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A value goes through everything and is found nowhere: not in logs, topics, databases, metrics, nor in any other file of the stack. */
class CanaryIT {
    @Test
    void valueIsFoundNowhere() throws Exception {
        Tenant tenant = Tenant.planted();
        String inVault = "canary-vault-" + UUID.randomUUID();
        String inJson = "canary-json-" + UUID.randomUUID();
        String direct = "canary-direct-" + UUID.randomUUID();
        tenant.secret("openai-api-key", inVault);
        tenant.secret("reporting-database", "{\"password\":\"" + inJson + "\"}");
        tenant.variable(tenant.automation(), "DIRECT", Map.of("source", "direct", "value", direct));
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            assertThat(worker.open(journey.resolved(tenant.kickoff(worker))).values())
                    .containsEntry("OPENAI_API_KEY", inVault)
                    .containsEntry("DATABASE_PASSWORD", inJson)
                    .containsEntry("DIRECT", direct);
            UUID failing = tenant.newAutomation("fails beside good values");
            tenant.variable(failing, "GOOD", "openai-api-key");
            tenant.variable(failing, "JSON_OF_NO_JSON", "openai-api-key#member");
            tenant.variable(failing, "NO_SUCH_MEMBER", "reporting-database#missing");
            journey.failed(Kickoff.of(tenant.organization(), failing, worker));
            tenant.ownWorker()
                    .post(
                            tenant.path() + "/automations/" + tenant.automation() + "/resolutions",
                            Map.of("recipient", worker.publicKey()));

            List<String> canaries = Stream.of(inVault, inJson, direct)
                    .flatMap(value -> forms(value).stream())
                    .toList();
            String listed =
                    tenant.admin().get(tenant.path() + "/environment-variables").body();
            assertThat(listed).contains("DIRECT").doesNotContain(canaries);
            assertThat(metrics(journey.stack())).doesNotContain(canaries);
            assertThat(filesWith(canaries)).isEmpty();
        }
        // the search itself finds what is there: names are no secrets
        assertThat(filesWith(List.of("NO_SUCH_MEMBER"))).isNotEmpty();
        assertThat(filesWith(List.of(tenant.automation().toString()))).isNotEmpty();
    }

    /** As text, and as the part of its base64 that does not depend on what stands before it. */
    private static List<String> forms(String value) {
        List<String> forms = new ArrayList<>(List.of(value));
        for (int shift = 0; shift < 3; shift++) {
            String base64 = Base64.getEncoder().encodeToString((" ".repeat(shift) + value).getBytes(UTF_8));
            forms.add(base64.substring(4, base64.length() - 4));
        }
        return forms;
    }

    private static String metrics(StackFile stack) {
        Https https = Https.trusting(stack.caFile());
        Stream<StackFile.Service> services =
                Stream.concat(Stream.of(stack.issuer(), stack.config()), stack.resolvers().stream());
        StringBuilder all = new StringBuilder();
        services.forEach(service -> {
            URI metrics = service.managementUrl().resolve("/q/metrics");
            Https.Answer answer = https.call("GET", metrics).send();
            assertThat(answer.status()).isEqualTo(200);
            all.append(answer.body());
        });
        return all.toString();
    }

    /** Logs, stack file, Kafka's segments, PostgreSQL's tables and log: all of it lies under one directory. */
    private static List<Path> filesWith(List<String> canaries) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TestStack.DIRECTORY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = read(file);
                if (canaries.stream().anyMatch(bytes::contains)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static String read(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException removedMeanwhile) {
            return "";
        }
    }
}

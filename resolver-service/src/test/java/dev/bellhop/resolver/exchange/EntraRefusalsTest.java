package dev.bellhop.resolver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.assertion.FakeAssertions;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Error bodies as documented: Microsoft identity platform, "Error response" of the client credentials flow. */
class EntraRefusalsTest extends ExchangeFixture {
    static Stream<Arguments> namesWhatEntraSays() {
        String gone =
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700213: canary\",\"error_codes\":[700213]}";
        return Stream.of(
                argumentSet("wrong subject", 401, gone, Reason.FEDERATED_SUBJECT_MISMATCH, "AADSTS700213"),
                argumentSet(
                        "the old combined code, with another status",
                        400,
                        "{\"error\":\"invalid_request\",\"error_codes\":[70021]}",
                        Reason.FEDERATED_CREDENTIAL_MISMATCH,
                        "AADSTS70021"),
                argumentSet(
                        "an unknown code", 400, "{\"error_codes\":[501314]}", Reason.EXCHANGE_REFUSED, "AADSTS501314"),
                argumentSet("HTML", 400, "<html>Bad Request</html>", Reason.ENTRA_ANSWER_UNREADABLE, "400"),
                argumentSet("a redirect", 302, "", Reason.ENTRA_ANSWER_UNREADABLE, "302"),
                argumentSet("HTML from a gateway", 502, "<html>Bad Gateway</html>", Reason.ENTRA_UNAVAILABLE, "502"),
                argumentSet("a code with a 5xx", 503, gone, Reason.FEDERATED_SUBJECT_MISMATCH, "AADSTS700213"),
                argumentSet(
                        "a server condition",
                        400,
                        "{\"error_codes\":[90033]}",
                        Reason.ENTRA_UNAVAILABLE,
                        "AADSTS90033"),
                argumentSet("throttled in plain text", 429, "Too Many Requests", Reason.ENTRA_THROTTLED, "429"),
                argumentSet(
                        "a truncated success",
                        200,
                        "{\"token_type\":\"Bearer\",\"acc",
                        Reason.ENTRA_ANSWER_UNREADABLE,
                        "200"),
                argumentSet(
                        "a token with a line break",
                        200,
                        "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"a\\r\\nb\"}",
                        Reason.ENTRA_ANSWER_UNREADABLE,
                        "200"),
                argumentSet(
                        "another kind of token",
                        200,
                        "{\"token_type\":\"pop\",\"expires_in\":3599,\"access_token\":\"ab\"}",
                        Reason.ENTRA_ANSWER_UNREADABLE,
                        "200"));
    }

    @ParameterizedTest
    @MethodSource
    void namesWhatEntraSays(int status, String body, Reason expected, String code) {
        entra.answering(status, body);

        ResolutionException failure = failureOf(key("organization", 1), patience(expected));

        assertThat(failure.diagnosis().reason()).isEqualTo(expected);
        assertThat(failure.diagnosis().upstreamCode()).isEqualTo(code);
        assertThat(failure.diagnosis().hop()).isEqualTo(Hop.EXCHANGE);
        assertThat(failure).hasMessageNotContaining("canary");
    }

    @Test
    void saysWhatWasPresentedAndTheCommandThatMendsIt() {
        entra.answering(401, error("700213"));

        Diagnosis diagnosis =
                failureOf(key("organization", 1), Duration.ofSeconds(20)).diagnosis();

        assertThat(diagnosis.cause())
                .startsWith("Presented: subject " + SUBJECT + ". Expected: a federated credential of application "
                        + CLIENT + " for issuer " + FakeAssertions.ISSUER + " with exactly this subject.");
        assertThat(diagnosis.fix())
                .contains("az ad app federated-credential create --id " + CLIENT + " --parameters '{\"name\":\"bellhop-"
                        + ORGANIZATION + "\",\"issuer\":\"" + FakeAssertions.ISSUER + "\",\"subject\":\"" + SUBJECT
                        + "\",\"audiences\":[\"api://AzureADTokenExchange\"]}'");
    }

    @Test
    void aMismatchThatCannotPassIsNotWaitedFor() {
        entra.answering(401, error("7002138"));
        TokenKey fresh =
                TokenKey.of(ORGANIZATION, AUTOMATION, config("organization", 1, Instant.now()), AzureCloud.PUBLIC);

        assertThat(failureOf(fresh, Duration.ofSeconds(20)).diagnosis().reason())
                .isEqualTo(Reason.FEDERATED_SUBJECT_CASE);
        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void andOnlyOnceMore() {
        entra.answering(exchange -> exchange.answer(401, error("700024"), "Date", "Sat, 21 Nov 2026 10:00:00 GMT"));

        Diagnosis diagnosis =
                failureOf(key("organization", 1), Duration.ofSeconds(20)).diagnosis();

        assertThat(diagnosis.reason()).isEqualTo(Reason.ASSERTION_TIME);
        assertThat(diagnosis.cause()).contains("Entra's clock read 2026-11-21T10:00:00Z, ours ");
        assertThat(entra.requests()).hasSize(2);
    }

    @Test
    void aTenantThatIsNoSegmentIsNotAskedFor() {
        WorkloadIdentityConfig twisted = new WorkloadIdentityConfig(
                UUID.randomUUID(),
                "x",
                1,
                null,
                true,
                "azure",
                "",
                "organization",
                new WorkloadIdentityConfig.Azure("common/../" + TENANT, CLIENT, "application", "public"));

        ResolutionException failure =
                failureOf(TokenKey.of(ORGANIZATION, AUTOMATION, twisted, AzureCloud.PUBLIC), Duration.ofSeconds(1));

        assertThat(failure.diagnosis().reason()).isEqualTo(Reason.TENANT_MALFORMED);
        assertThat(entra.requests()).isEmpty();
    }
}

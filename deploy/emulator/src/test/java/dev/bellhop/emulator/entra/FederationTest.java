package dev.bellhop.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FederationTest {
    private static final java.time.Instant NOW = java.time.Instant.parse("2026-01-01T00:00:00Z");
    private static final String ISSUER = "https://issuer.example.com";
    private static final String SUBJECT = "organization:Acme";
    private static final String AUDIENCE = "api://AzureADTokenExchange";
    private static final UUID CLIENT = UUID.fromString("22222222-2222-2222-2222-222222222222");

    private final Application application = new Application(CLIENT, "Acme", Application.Kind.APPLICATION);

    static Stream<Arguments> matchesByteForByte() {
        return Stream.of(
                argumentSet("all equal", ISSUER, SUBJECT, AUDIENCE, 0),
                argumentSet("slash behind the issuer", ISSUER + "/", SUBJECT, AUDIENCE, 700211),
                argumentSet("another issuer", "https://other.example.com", SUBJECT, AUDIENCE, 700211),
                argumentSet("issuer in another case", "https://Issuer.example.com", SUBJECT, AUDIENCE, 700211),
                argumentSet("issuer with a blank", ISSUER + " ", SUBJECT, AUDIENCE, 700211),
                argumentSet("another audience", ISSUER, SUBJECT, "api://other", 700212),
                argumentSet("audience in another case", ISSUER, SUBJECT, "api://azureadtokenexchange", 700212),
                argumentSet("no audience", ISSUER, SUBJECT, "", 700212),
                argumentSet("another subject", ISSUER, "organization:other", AUDIENCE, 700213),
                argumentSet("subject with more behind it", ISSUER, SUBJECT + ":automation:1", AUDIENCE, 700213),
                argumentSet("no subject", ISSUER, "", AUDIENCE, 700213),
                argumentSet("subject in another case", ISSUER, "organization:acme", AUDIENCE, 7002138),
                argumentSet("everything wrong", "https://other.example.com", "x", "y", 700211),
                argumentSet("audience and subject wrong", ISSUER, "x", "y", 700212),
                argumentSet("the client itself", CLIENT.toString(), SUBJECT, AUDIENCE, 700027),
                argumentSet(
                        "Entra v1",
                        "https://sts.windows.net/11111111-1111-1111-1111-111111111111/",
                        SUBJECT,
                        AUDIENCE,
                        700222),
                argumentSet("Entra v2", "https://login.microsoftonline.com/t/v2.0", SUBJECT, AUDIENCE, 700222));
    }

    @ParameterizedTest
    @MethodSource
    @Emulates(area = Area.FEDERATED_CREDENTIALS, value = "issuer, audience, subject compared byte for byte")
    @Emulates(area = Area.ENTRA_CODES, value = "700027 the issuer is the client id: taken for a certificate")
    void matchesByteForByte(String issuer, String subject, String audience, int code) {
        application.put(new FederatedCredential("acme", ISSUER, SUBJECT, List.of(AUDIENCE)));
        ClientAssertion assertion = assertion(issuer, subject, audience);

        if (code == 0) {
            assertThatCode(() -> Federation.check(application, assertion, Generation.CURRENT, NOW))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> Federation.check(application, assertion, Generation.CURRENT, NOW))
                    .satisfies(refused -> assertThat(
                                    ((EntraException) refused).error().code())
                            .isEqualTo(code));
        }
    }

    @Test
    void oneOfSeveralCredentialsSuffices() {
        application.put(new FederatedCredential("one", ISSUER, "organization:one", List.of(AUDIENCE)));
        application.put(new FederatedCredential("two", ISSUER, "organization:two", List.of("api://custom")));

        assertThatCode(() -> Federation.check(
                        application, assertion(ISSUER, "organization:two", "api://custom"), Generation.CURRENT, NOW))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Federation.check(
                        application, assertion(ISSUER, "organization:two", AUDIENCE), Generation.CURRENT, NOW))
                .hasMessageStartingWith("AADSTS700213");
    }

    @Test
    void anApplicationWithoutCredentialsHasItsOwnAnswer() {
        assertThatThrownBy(() ->
                        Federation.check(application, assertion(ISSUER, SUBJECT, AUDIENCE), Generation.CURRENT, NOW))
                .hasMessage("AADSTS70025: The client 'Acme' has no configured federated identity credentials.");
    }

    @Test
    void quotesWhatWasPresented() {
        application.put(new FederatedCredential("acme", ISSUER, SUBJECT, List.of(AUDIENCE)));

        assertThatThrownBy(() -> Federation.check(
                        application, assertion(ISSUER, "organization:other", AUDIENCE), Generation.CURRENT, NOW))
                .hasMessage("AADSTS700213: No matching federated identity record found for presented assertion subject"
                        + " 'organization:other'. Check your federated identity credential Subject, Audience and Issuer against"
                        + " the presented assertion."
                        + " https://learn.microsoft.com/entra/workload-id/workload-identity-federation");
        assertThatThrownBy(() -> Federation.check(
                        application, assertion("https://i.example.com/", SUBJECT, AUDIENCE), Generation.CURRENT, NOW))
                .hasMessageContaining(
                        "presented assertion issuer 'https://i.example.com/'. Please check your federated");
    }

    private static ClientAssertion assertion(String issuer, String subject, String audience) {
        return ClientAssertion.parse(
                TestAssertions.signed(Map.of("iss", issuer, "sub", subject, "aud", audience, "exp", 4_000_000_000L)));
    }
}

package dev.bellhop.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApplicationTest {
    private static final String ISSUER = "https://issuer.example.com";
    private static final List<String> AUDIENCES = List.of("api://AzureADTokenExchange");
    private final Application application = new Application(UUID.randomUUID(), "Acme", Application.Kind.APPLICATION);

    @Test
    void takesTwentyCredentialsAndNotOneMore() {
        IntStream.range(0, 20).forEach(i -> application.put(credential("name-" + i, "subject-" + i)));

        assertThatThrownBy(() -> application.put(credential("name-20", "subject-20")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 20");
        application.put(credential("name-19", "another subject"));
        assertThat(application.credentials()).hasSize(20);
    }

    @Test
    void keepsIssuerAndSubjectUnique() {
        application.put(credential("one", "s"));
        application.put(credential("one", "s"));

        assertThatThrownBy(() -> application.put(credential("two", "s")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'one'");
        application.put(credential("two", "S"));
    }

    static Stream<Arguments> refusesACredentialThatAzureWouldRefuse() {
        String longest = "x".repeat(600);
        return Stream.of(
                argumentSet("name too short", "ab", ISSUER, "s", AUDIENCES, "name"),
                argumentSet("name too long", "a".repeat(121), ISSUER, "s", AUDIENCES, "name"),
                argumentSet("name starts with a hyphen", "-abc", ISSUER, "s", AUDIENCES, "name"),
                argumentSet("name with a dot", "a.bc", ISSUER, "s", AUDIENCES, "name"),
                argumentSet("no issuer", "abc", null, "s", AUDIENCES, "issuer"),
                argumentSet("issuer not https", "abc", "http://issuer.example.com", "s", AUDIENCES, "issuer"),
                argumentSet("issuer no URL", "abc", "issuer", "s", AUDIENCES, "issuer"),
                argumentSet("no subject", "abc", ISSUER, "", AUDIENCES, "subject"),
                argumentSet("subject too long", "abc", ISSUER, longest + "x", AUDIENCES, "subject"),
                argumentSet("no audience", "abc", ISSUER, "s", List.of(), "audiences"),
                argumentSet("two audiences", "abc", ISSUER, "s", List.of("a", "b"), "audiences"),
                argumentSet("audience too long", "abc", ISSUER, "s", List.of(longest + "x"), "audiences[0]"));
    }

    @ParameterizedTest
    @MethodSource
    @Emulates(
            area = Area.FEDERATED_CREDENTIALS,
            value = "names of up to 120 characters, subject and audience of up to 600")
    void refusesACredentialThatAzureWouldRefuse(
            String name, String issuer, String subject, List<String> audiences, String field) {
        assertThatThrownBy(() -> new FederatedCredential(name, issuer, subject, audiences))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + ": ");
    }

    @Test
    void takesWhatAzureTakesThoughItWillNeverMatch() {
        assertThat(new FederatedCredential("abc", " https://issuer.example.com", " s ", AUDIENCES).subject())
                .isEqualTo(" s ");
    }

    private static FederatedCredential credential(String name, String subject) {
        return new FederatedCredential(name, ISSUER, subject, AUDIENCES);
    }
}

package dev.bellhop.resolver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.resolver.fake.Worker;
import dev.bellhop.resolver.input.InvalidInput;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipientTest {
    /** RFC 7517, appendix A.1, first key. */
    private static final String X = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";

    private static final String Y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";

    @Test
    void hasTheThumbprintOfItsRequiredMembersOnly() {
        Recipient recipient = Recipient.of(jwk("\"use\":\"enc\",\"kid\":\"1\"," + key(X, Y)));

        assertThat(recipient.thumbprint()).isEqualTo("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
    }

    @Test
    void agreesWithAnotherImplementationOfRfc7638() {
        Worker worker = new Worker();

        assertThat(Recipient.of(parse(worker.jwk())).thumbprint()).isEqualTo(worker.thumbprint());
    }

    static Stream<Arguments> refusesWhatIsNoPublicKeyOnTheCurve() {
        String expectedCoordinate = "32 bytes in base64url, 43 characters without padding";
        return Stream.of(
                argumentSet(
                        "a private key",
                        key(X, Y) + ",\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"",
                        "recipient.d",
                        "a public key only"),
                argumentSet("a null private key", key(X, Y) + ",\"d\":null", "recipient.d", "a public key only"),
                argumentSet("a symmetric key", "\"kty\":\"oct\",\"k\":\"AAAA\"", "recipient.k", "a public key only"),
                argumentSet("another key type", "\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"", "recipient.kty", "EC"),
                argumentSet("another curve", key(X, Y).replace("P-256", "P-384"), "recipient.crv", "P-256"),
                argumentSet("a curve in other letters", key(X, Y).replace("P-256", "p-256"), "recipient.crv", "P-256"),
                argumentSet("a signing key", key(X, Y) + ",\"use\":\"sig\"", "recipient.use", "enc"),
                argumentSet(
                        "no y",
                        "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\"",
                        "recipient.y",
                        expectedCoordinate),
                argumentSet(
                        "a number for x",
                        "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":7,\"y\":\"" + Y + "\"",
                        "recipient.x",
                        expectedCoordinate),
                argumentSet("padding", key(X + "=", Y), "recipient.x", expectedCoordinate),
                argumentSet("too short", key(X.substring(1), Y), "recipient.x", expectedCoordinate),
                argumentSet("plain base64", key(X.replace('K', '+'), Y), "recipient.x", expectedCoordinate),
                argumentSet(
                        "unused bits that are set",
                        key(X.substring(0, 42) + "5", Y),
                        "recipient.x",
                        expectedCoordinate),
                argumentSet("coordinates exchanged", key(Y, X), "recipient", "a point on the curve P-256"),
                argumentSet(
                        "the point of zeros",
                        key("A".repeat(43), "A".repeat(43)),
                        "recipient",
                        "a point on the curve P-256"),
                argumentSet(
                        "a coordinate beyond the field",
                        key("_".repeat(42) + "8", Y),
                        "recipient",
                        "a point on the curve P-256"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoPublicKeyOnTheCurve(String members, String field, String expected) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> Recipient.of(jwk(members)))
                .satisfies(refused -> {
                    assertThat(refused.errors().get(0).field()).isEqualTo(field);
                    assertThat(refused.errors().get(0).expected()).isEqualTo(expected);
                });
    }

    private static String key(String x, String y) {
        return "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"";
    }

    private static JsonNode jwk(String members) {
        return parse("{" + members + "}");
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

package dev.bellhop.resolver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.diagnosis.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraCodesTest {
    @ParameterizedTest
    @CsvSource({
        "70021, FEDERATED_CREDENTIAL_MISMATCH",
        "700211, FEDERATED_ISSUER_MISMATCH",
        "700212, FEDERATED_AUDIENCE_MISMATCH",
        "700213, FEDERATED_SUBJECT_MISMATCH",
        "7002137, FEDERATED_SUBJECT_MISMATCH",
        "7002138, FEDERATED_SUBJECT_CASE",
        "7002139, FEDERATED_SUBJECT_MISMATCH",
        "700214, FEDERATED_CREDENTIAL_MISMATCH",
        "70025, FEDERATED_CREDENTIAL_MISSING",
        "7000272, SIGNING_KEY_UNKNOWN",
        "50166, ISSUER_UNREACHABLE",
        "501661, ISSUER_UNREACHABLE",
        "90061, ISSUER_UNREACHABLE",
        "700024, ASSERTION_TIME",
        "50013, ASSERTION_SIGNATURE",
        "700027, ASSERTION_TAKEN_FOR_CERTIFICATE",
        "50027, ASSERTION_MALFORMED",
        "5002723, ASSERTION_MALFORMED",
        "5002730, ASSERTION_MALFORMED",
        "700222, ASSERTION_ISSUER_NOT_ALLOWED",
        "700229, ASSERTION_ISSUER_NOT_ALLOWED",
        "70052, ASSERTION_ISSUER_NOT_ALLOWED",
        "700223, FEDERATION_BLOCKED",
        "700238, FEDERATION_BLOCKED",
        "7002381, FEDERATION_BLOCKED",
        "900382, FEDERATION_BLOCKED",
        "90038, CLOUD_MISMATCH",
        "900432, CLOUD_MISMATCH",
        "700016, APPLICATION_UNKNOWN",
        "7000112, APPLICATION_DISABLED",
        "7000215, CLIENT_SECRET_INVALID",
        "7000222, CLIENT_SECRET_EXPIRED",
        "7000216, EXCHANGE_REQUEST_INVALID",
        "7000218, EXCHANGE_REQUEST_INVALID",
        "900144, EXCHANGE_REQUEST_INVALID",
        "900561, EXCHANGE_REQUEST_INVALID",
        "901002, EXCHANGE_REQUEST_INVALID",
        "70011, EXCHANGE_REQUEST_INVALID",
        "90002, TENANT_UNKNOWN",
        "900023, TENANT_MALFORMED",
        "9001023, TENANT_MALFORMED",
        "500011, RESOURCE_UNKNOWN",
        "500014, RESOURCE_DISABLED",
        "53003, CONDITIONAL_ACCESS",
        "50196, ENTRA_THROTTLED",
        "90055, ENTRA_THROTTLED",
        "90006, ENTRA_UNAVAILABLE",
        "90012, ENTRA_UNAVAILABLE",
        "90024, ENTRA_UNAVAILABLE",
        "90033, ENTRA_UNAVAILABLE",
        "90090, ENTRA_UNAVAILABLE"
    })
    void theLongestKnownBeginningDecides(String code, Reason expected) {
        assertThat(EntraCodes.reason(code)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"501314", "5000819", "90012345", "900124", "1234", "7000", "999999"})
    void whatNobodyToldUsAboutIsUnknown(String code) {
        assertThat(EntraCodes.reason(code)).isEmpty();
        assertThat(EntraCodes.propagating(code)).isFalse();
        assertThat(EntraCodes.curedByAnotherAssertion(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"70021", "700211", "700213", "70025", "7000272", "50166", "501661", "90061"})
    void changesTakeTimeToSpread(String code) {
        assertThat(EntraCodes.propagating(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"700212", "7002137", "7002138", "700024", "50013", "700016", "90002"})
    void theseDoNotPass(String code) {
        assertThat(EntraCodes.propagating(code)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"700024, true", "7000272, true", "50013, true", "700027, false", "700213, false", "501661, false"})
    void anotherAssertionCuresTimeAndKeyOnly(String code, boolean expected) {
        assertThat(EntraCodes.curedByAnotherAssertion(code)).isEqualTo(expected);
    }
}

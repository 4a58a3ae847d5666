package dev.bellhop.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.conformance.NotEmulated;
import dev.bellhop.emulator.http.NotEmulatedException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {
    @Test
    @Emulates(area = Area.TOKEN_REQUEST, value = "what MSAL adds: openid scopes, claims, client_info")
    void readsWhatMsalSends() {
        Map<String, String> form = form();
        form.put("scope", "openid profile offline_access https://vault.azure.net/.default");
        form.put("claims", "{\"access_token\":{\"xms_cc\":{\"values\":[\"CP1\"]}}}");
        form.put("client_info", "1");

        TokenRequest request = TokenRequest.of(form);

        assertThat(request.assertion()).contains("a.b.c");
        assertThat(request.longLived()).isTrue();
        assertThat(TokenRequest.of(form()).longLived()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type", "client_id", "scope", "client_assertion_type"})
    void namesAParameterThatIsMissing(String name) {
        Map<String, String> form = form();
        form.remove(name);

        assertThatThrownBy(() -> TokenRequest.of(form))
                .hasMessage("AADSTS900144: The request body must contain the following parameter: '" + name + "'.");
    }

    @ParameterizedTest
    @CsvSource({
        "client_assertion, '', 7000216, 401",
        "grant_type, magic, 70003, 400",
        "resource, https://vault.azure.net, 901002, 400",
    })
    @Emulates(
            area = Area.ENTRA_CODES,
            value = {"70003 unknown grant type", "901002 the parameter resource"})
    void refuses(String name, String value, int code, int status) {
        Map<String, String> form = form();
        form.put(name, value);

        assertThatThrownBy(() -> TokenRequest.of(form)).satisfies(refused -> {
            EntraError error = ((EntraException) refused).error();
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.status()).isEqualTo(status);
        });
    }

    @Test
    void takesAClientSecretInPlaceOfAnAssertion() {
        Map<String, String> form = form();
        form.remove("client_assertion");
        form.remove("client_assertion_type");
        form.put("client_secret", "hunter2");

        TokenRequest request = TokenRequest.of(form);

        assertThat(request.secret()).contains("hunter2");
        assertThat(request.assertion()).isEmpty();
        assertThat(request.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, authorization_code",
        "grant_type, urn:ietf:params:oauth:grant-type:jwt-bearer",
        "client_secret, s",
        "client_assertion_type, urn:ietf:params:oauth:client-assertion-type:saml2-bearer",
        "claims, nonsense",
    })
    @NotEmulated(
            area = Area.TOKEN_REQUEST,
            value = {
                "other grants: authorization code, device code, refresh, on-behalf-of, password",
                "other assertion types; secret and assertion in one request"
            })
    void saysWhatIsNotEmulated(String name, String value) {
        Map<String, String> form = form();
        form.put(name, value);

        assertThatThrownBy(() -> TokenRequest.of(form)).isInstanceOf(NotEmulatedException.class);
    }

    @Test
    void showsNoAssertion() {
        assertThat(TokenRequest.of(form()).toString()).doesNotContain("a.b.c");
    }

    private static Map<String, String> form() {
        return new HashMap<>(Map.of(
                "grant_type", "client_credentials",
                "client_id", "22222222-2222-2222-2222-222222222222",
                "scope", "https://vault.azure.net/.default",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", "a.b.c"));
    }
}

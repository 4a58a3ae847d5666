package dev.bellhop.config.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.config.problem.Checks;
import dev.bellhop.config.problem.ConfigException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VariableRulesTest {
    private static final String CREDENTIAL = "0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a01";
    private static final UUID AT_CREATION = null;

    static Stream<Arguments> acceptsWhatBelongsTogether() {
        return Stream.of(
                argumentSet("direct", "'source':'direct','value':'v'"),
                argumentSet("default", "'source':'default','provider':'azure_key_vault','secretName':'a_b#c'"),
                argumentSet("credential", "'source':'credential','credentialId':'" + CREDENTIAL + "','secretName':'a'"),
                argumentSet(
                        "all of it",
                        "'source':'credential','credentialId':'" + CREDENTIAL + "','secretName':'a#/b/c',"
                                + "'version':'4387e9f3d6e14c459867679a90fd0f79','required':false,'defaultValue':'d',"
                                + "'assignedTo':['" + CREDENTIAL + "']"));
    }

    @ParameterizedTest
    @MethodSource
    void acceptsWhatBelongsTogether(String members) throws Exception {
        EnvironmentVariableRequest request = request("'key':'KEY'," + members);
        assertThatCode(() -> Checks.passed(request, AT_CREATION)).doesNotThrowAnyException();
    }

    static Stream<Arguments> refusesWhatDoesNot() {
        String fromVault = "'key':'K','source':'credential','credentialId':'" + CREDENTIAL + "','secretName':'a',";
        return Stream.of(
                argumentSet("no key", "'source':'direct','value':'v'", "key"),
                argumentSet("a digit first", "'key':'1A','source':'direct','value':'v'", "key"),
                argumentSet("a hyphen", "'key':'A-B','source':'direct','value':'v'", "key"),
                argumentSet("an equals sign", "'key':'A=B','source':'direct','value':'v'", "key"),
                argumentSet("a line break behind", "'key':'A\\n','source':'direct','value':'v'", "key"),
                argumentSet("an umlaut", "'key':'Ä','source':'direct','value':'v'", "key"),
                argumentSet("256 letters", "'key':'" + "A".repeat(256) + "','source':'direct','value':'v'", "key"),
                argumentSet("no source", "'key':'K'", "source"),
                argumentSet("direct without value", "'key':'K','source':'direct'", "value"),
                argumentSet("direct with an empty value", "'key':'K','source':'direct','value':''", "value"),
                argumentSet(
                        "direct with a secret",
                        "'key':'K','source':'direct','value':'v','secretName':'a'",
                        "secretName"),
                argumentSet(
                        "direct with a default",
                        "'key':'K','source':'direct','value':'v','defaultValue':'d'",
                        "defaultValue"),
                argumentSet("NUL in the value", "'key':'K','source':'direct','value':'a\\u0000'", "value"),
                argumentSet("half a character", "'key':'K','source':'direct','value':'\\ud800'", "value"),
                argumentSet("65 KiB", "'key':'K','source':'direct','value':'" + "v".repeat(65 * 1024) + "'", "value"),
                argumentSet("from a vault with value", fromVault + "'value':'v'", "value"),
                argumentSet("from a credential, of a provider", fromVault + "'provider':'azure_key_vault'", "provider"),
                argumentSet("without credential", "'key':'K','source':'credential','secretName':'a'", "credentialId"),
                argumentSet(
                        "without secret", "'key':'K','source':'default','provider':'azure_key_vault'", "secretName"),
                argumentSet("without provider", "'key':'K','source':'default','secretName':'a'", "provider"),
                argumentSet(
                        "a name the vault cannot have",
                        "'key':'K','source':'default','provider':'azure_key_vault','secretName':'a.b'",
                        "secretName"),
                argumentSet(
                        "a version the vault cannot have",
                        "'key':'K','source':'default','provider':'azure_key_vault','secretName':'a','version':'latest'",
                        "version"),
                argumentSet(
                        "an automation twice",
                        fromVault + "'assignedTo':['" + CREDENTIAL + "','" + CREDENTIAL + "']",
                        "assignedTo"),
                argumentSet("no automation", fromVault + "'assignedTo':[null]", "assignedTo"),
                argumentSet("an id of its own", fromVault + "'id':'" + CREDENTIAL + "'", "id"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatDoesNot(String members, String field) throws Exception {
        EnvironmentVariableRequest request = request(members);
        assertThatThrownBy(() -> Checks.passed(request, AT_CREATION))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(": " + field);
    }

    @Test
    void doesNotNeedTheValueAgainAtReplacement() throws Exception {
        EnvironmentVariableRequest request = request("'key':'K','source':'direct'");
        assertThatCode(() -> Checks.passed(request, UUID.randomUUID())).doesNotThrowAnyException();
    }

    @Test
    void showsNoValueOfARequest() throws Exception {
        assertThat(request("'key':'K','source':'direct','value':'canary','defaultValue':'canary'")
                        .toString())
                .contains("(not shown)")
                .doesNotContain("canary");
    }

    private static EnvironmentVariableRequest request(String members) throws Exception {
        return new ObjectMapper().readValue("{" + members.replace('\'', '"') + "}", EnvironmentVariableRequest.class);
    }
}

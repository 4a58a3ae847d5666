package dev.bellhop.resolver.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VariableDefaultsTest extends VariablesFixture {
    static Stream<Arguments> aDefaultStandsInForWhatDoesNotExist() {
        return Stream.of(
                argumentSet("secret not found", Reason.SECRET_NOT_FOUND, true),
                argumentSet("denied", Reason.VAULT_READ_DENIED, false),
                argumentSet("disabled", Reason.SECRET_DISABLED, false),
                argumentSet("throttled", Reason.VAULT_THROTTLED, false),
                argumentSet("timed out", Reason.VAULT_TIMED_OUT, false),
                argumentSet("a gateway's 404", Reason.VAULT_REFUSED, false));
    }

    @ParameterizedTest
    @MethodSource
    void aDefaultStandsInForWhatDoesNotExist(Reason failure, boolean expected) {
        vault.put("option", failure(failure));

        VariableOutcome outcome =
                resolve(plan(withDefault("OPTION", "option", null))).get(0);

        if (expected) {
            ResolvedVariable resolved = (ResolvedVariable) outcome;
            assertThat(resolved.value().reveal()).isEqualTo("fallback");
            assertThat(resolved.credentialId()).isNull();
            assertThat(resolved.version()).isNull();
            assertThat(resolved.warnings()).containsExactly("default value used: secret-not-found");
        } else {
            assertThat(((FailedVariable) outcome).diagnosis().reason()).isEqualTo(failure);
            assertThat(valuesAsked).hasValue(0);
        }
    }

    @Test
    void aDefaultStandsInForAMissingJsonKeyToo() {
        vault.put("option", value("{\"a\":1}"));

        VariableOutcome outcome =
                resolve(plan(withDefault("OPTION", "option", "/b"))).get(0);

        assertThat(((ResolvedVariable) outcome).value().reveal()).isEqualTo("fallback");
    }

    @Test
    void butNotForASecretThatIsNoJson() {
        vault.put("option", value("text"));

        VariableOutcome outcome =
                resolve(plan(withDefault("OPTION", "option", "/b"))).get(0);

        assertThat(((FailedVariable) outcome).diagnosis().reason()).isEqualTo(Reason.SECRET_NOT_JSON);
    }

    @Test
    void defaultsAreNotAskedForWhenNothingNeedsThem() {
        vault.put("option", value("here"));

        resolve(plan(withDefault("OPTION", "option", null)));

        assertThat(valuesAsked).hasValue(0);
    }

    @Test
    void valuesThatCannotBeHadFailWhatNeedsThemOnly() {
        vault.put("openai", value("sk"));
        values = Uni.createFrom().failure(new ResolutionException(Diagnosis.of(Reason.CONFIG_UNAVAILABLE)));

        List<VariableOutcome> outcomes = resolve(plan(read("KEY", "openai"), direct("MODE")));

        assertThat(outcomes.get(0)).isInstanceOf(ResolvedVariable.class);
        assertThat(((FailedVariable) outcomes.get(1)).diagnosis().reason()).isEqualTo(Reason.CONFIG_UNAVAILABLE);
    }

    @Test
    void aDirectVariableWithoutAValueFails() {
        VariableOutcome outcome = resolve(plan(direct("OTHER"))).get(0);

        assertThat(((FailedVariable) outcome).diagnosis().reason()).isEqualTo(Reason.VALUE_MISSING);
    }
}

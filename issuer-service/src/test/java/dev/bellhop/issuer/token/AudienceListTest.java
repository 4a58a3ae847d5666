package dev.bellhop.issuer.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.caller.Audiences;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceListTest {
    private static final Minting DEFAULT = minting(Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api://AzureADTokenExchange",
                "api://AzureADTokenExchangeUSGov",
                "api://AzureADTokenExchangeChina",
                "sts.amazonaws.com",
                "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool/providers/prov",
                "https://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool/providers/prov"
            })
    void holdsTheCloudsByDefault(String audience) {
        assertThat(DEFAULT.audiences().entryFor(audience)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api://azureadtokenexchange",
                "api://AzureADTokenExchange/",
                "api://AzureADTokenExchangeGermany",
                "sts.amazonaws.com.evil.example",
                "stsXamazonaws.com",
                "//iam.googleapis.com/projects//locations/global/workloadIdentityPools/pool/providers/prov",
                "//iam.googleapis.com/projects/1/2/locations/global/workloadIdentityPools/pool/providers/prov",
                "https://vault.example.com",
                "bellhop-kickoff",
                "bellhop-resolver"
            })
    void holdsNothingElse(String audience) {
        assertThat(DEFAULT.audiences().entryFor(audience)).isEmpty();
    }

    @Test
    void takesAnOperatorsOwnVault() {
        AudienceList list = AudienceList.of(List.of("https://*/v1"), Audiences.ALL);

        assertThat(list.entryFor("https://vault.example.com/v1")).contains("https://*/v1");
        assertThat(list.entryFor("https://vault.example.com/x/v1")).isEmpty();
    }

    static Stream<Arguments> stopsTheStart() {
        return Stream.of(
                argumentSet(
                        "one of ours",
                        "sts.amazonaws.com,bellhop-config",
                        "has the entry bellhop-config, which matches bellhop-config:"),
                argumentSet("kickoff grants", "bellhop-kickoff", "which matches bellhop-kickoff:"),
                argumentSet("anything", "*", "has the entry *, which matches bellhop-"),
                argumentSet("a wildcard within a segment", "bellhop-*", "* stands for a whole segment"),
                argumentSet("nothing but wildcards", "*://*", "which says nothing"));
    }

    @ParameterizedTest
    @MethodSource
    void stopsTheStart(String audiences, String why) {
        assertThatThrownBy(() -> minting(Map.of("bellhop.tokens.audiences", audiences)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("bellhop.tokens.audiences has the entry")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"PT5M,true", "PT30M,true", "PT1H,true", "PT4M59S,false", "PT1H1S,false", "PT0S,false"})
    void boundsTheLifeOfATokenAtStart(String life, boolean good) {
        Map<String, String> settings = Map.of("bellhop.tokens.life", life);

        if (good) {
            assertThat(minting(settings).life()).isEqualTo(Duration.parse(life));
        } else {
            assertThatThrownBy(() -> minting(settings))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("bellhop.tokens.life must be between PT5M and PT1H: found " + Duration.parse(life));
        }
    }

    private static Minting minting(Map<String, String> settings) {
        return Minting.of(new SmallRyeConfigBuilder()
                .withMapping(TokenConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(TokenConfig.class));
    }
}

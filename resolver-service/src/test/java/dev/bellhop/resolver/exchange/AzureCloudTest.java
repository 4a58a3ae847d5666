package dev.bellhop.resolver.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureCloudTest {
    @ParameterizedTest
    @CsvSource({
        "public, login.microsoftonline.com, .vault.azure.net, https://vault.azure.net/.default, api://AzureADTokenExchange",
        "usgov, login.microsoftonline.us, .vault.usgovcloudapi.net, https://vault.usgovcloudapi.net/.default, api://AzureADTokenExchangeUSGov",
        "china, login.partner.microsoftonline.cn, .vault.azure.cn, https://vault.azure.cn/.default, api://AzureADTokenExchangeChina"
    })
    void hostsScopeAndAudienceFollowTheCloud(
            String name, String authority, String suffix, String scope, String audience) {
        AzureCloud cloud = AzureCloud.named(name).orElseThrow();

        assertThat(cloud.authorityHost()).isEqualTo(authority);
        assertThat(cloud.vaultSuffix()).isEqualTo(suffix);
        assertThat(cloud.vaultScope()).isEqualTo(scope);
        assertThat(cloud.audience()).isEqualTo(audience);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"PUBLIC", "Public", "germany", "public "})
    void knowsNoOthers(String name) {
        assertThat(AzureCloud.named(name)).isEmpty();
    }
}

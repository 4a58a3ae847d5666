package dev.bellhop.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {
    private final Directory directory = new Directory();

    @ParameterizedTest
    @CsvSource({
        "PUBLIC, https://vault.azure.net/.default, https://vault.azure.net",
        "PUBLIC, https://vault.azure.net//.default, https://vault.azure.net/",
        "PUBLIC, openid profile offline_access https://vault.azure.net/.default, https://vault.azure.net",
        "PUBLIC, https://vault.azure.net/.default https://vault.azure.net/.default, https://vault.azure.net",
        "PUBLIC, cfa8b339-82a2-471a-a3c9-0fc0be7a4093/.default, cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
        "PUBLIC, https://graph.microsoft.com/.default, https://graph.microsoft.com",
        "USGOV, https://vault.usgovcloudapi.net/.default, https://vault.usgovcloudapi.net",
        "CHINA, https://vault.azure.cn/.default, https://vault.azure.cn",
    })
    @Emulates(area = Area.ACCESS_TOKENS, value = "the audience follows the scope, a second slash included")
    void givesTheAudienceAskedFor(AzureCloud cloud, String scope, String audience) {
        assertThat(Scope.audience(scope, tenant(cloud))).isEqualTo(audience);
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLIC, https://vault.azure.net, 1002012",
        "PUBLIC, https://vault.azure.net/user_impersonation, 1002012",
        "PUBLIC, openid, 1002012",
        "PUBLIC, /.default, 70011",
        "PUBLIC, https://vault.azure.net/.default https://graph.microsoft.com/.default, 28000",
        "PUBLIC, https://acme-kv.vault.azure.net/.default, 500011",
        "PUBLIC, https://acme-kv.privatelink.vaultcore.azure.net/.default, 500011",
        "PUBLIC, https://vault.azure.cn/.default, 500011",
        "PUBLIC, HTTPS://vault.azure.net/.default, 500011",
        "USGOV, https://vault.azure.net/.default, 500011",
    })
    @Emulates(
            area = Area.ENTRA_CODES,
            value = {"70011 malformed scope", "28000 several resources in the scope"})
    void refusesEveryOther(AzureCloud cloud, String scope, int code) {
        assertThatThrownBy(() -> Scope.audience(scope, tenant(cloud)))
                .satisfies(refused ->
                        assertThat(((EntraException) refused).error().code()).isEqualTo(code));
    }

    private Tenant tenant(AzureCloud cloud) {
        return directory.register(UUID.randomUUID(), cloud);
    }
}

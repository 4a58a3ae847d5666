package dev.bellhop.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryTest {
    private static final UUID ID = UUID.fromString("aaaaaaaa-1111-1111-1111-111111111111");
    private final Directory directory = new Directory();

    @BeforeEach
    void register() {
        directory.register(ID, AzureCloud.PUBLIC).verifyDomains(Set.of("Acme.example.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "aaaaaaaa-1111-1111-1111-111111111111",
        "AAAAAAAA-1111-1111-1111-111111111111",
        "acme.example.com",
        "ACME.EXAMPLE.COM"
    })
    void findsATenantByIdOrVerifiedDomain(String segment) {
        assertThat(directory.resolve(AzureCloud.PUBLIC, segment).id()).isEqualTo(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "bbbbbbbb-1111-1111-1111-111111111111, 90002",
        "other.example.com, 90002",
        "aaaaaaaa-1111-1111-1111-11111111111, 900023",
        "a-1-1-1-1, 900023",
        "https://login.example.com, 900023",
        "acme, 900023",
        "..example.com, 900023",
        "'', 900023",
    })
    void tellsAnUnknownTenantFromAMalformedOne(String segment, int code) {
        assertThatThrownBy(() -> directory.resolve(AzureCloud.PUBLIC, segment))
                .satisfies(refused ->
                        assertThat(((EntraException) refused).error().code()).isEqualTo(code));
    }

    @Test
    void knowsNoTenantOfAnotherCloud() {
        assertThatThrownBy(() -> directory.resolve(AzureCloud.CHINA, ID.toString()))
                .hasMessageStartingWith("AADSTS90002: Tenant 'aaaaaaaa-1111-1111-1111-111111111111' not found.");
        assertThatThrownBy(() -> directory.register(ID, AzureCloud.CHINA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'public'");
    }
}

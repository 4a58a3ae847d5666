package dev.bellhop.resolver.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms as in "Authentication, requests and responses" (Key Vault) and the SDKs' recordings. */
class ChallengeTest {
    private static final String TENANT = "11111111-1111-1111-1111-111111111111";

    static Stream<Arguments> readsTenantAndResource() {
        return Stream.of(
                argumentSet(
                        "today's form",
                        "Bearer authorization=\"https://login.windows.net/" + TENANT
                                + "\", resource=\"https://vault.azure.net\"",
                        TENANT,
                        "https://vault.azure.net"),
                argumentSet(
                        "the older form",
                        "Bearer authorization_uri=\"https://login.microsoftonline.com/" + TENANT
                                + "\", scope=\"https://vault.azure.net/.default\"",
                        TENANT,
                        "https://vault.azure.net"),
                argumentSet(
                        "no tenant", "Bearer resource=\"https://vault.azure.net\"", null, "https://vault.azure.net"),
                argumentSet("a tenant that is none", "Bearer authorization=\"https://h/canary\"", null, null),
                argumentSet("another scheme", "Basic realm=\"x\"", null, null),
                argumentSet("nothing", null, null, null),
                argumentSet("too long", "Bearer resource=\"https://" + "a".repeat(5_000) + "\"", null, null));
    }

    @ParameterizedTest
    @MethodSource
    void readsTenantAndResource(String header, String tenant, String resource) {
        Challenge challenge = Challenge.of(Optional.ofNullable(header));

        assertThat(challenge.tenant()).isEqualTo(Optional.ofNullable(tenant));
        assertThat(challenge.resource()).isEqualTo(Optional.ofNullable(resource));
    }

    @Test
    void comparesTenantsKnownById() {
        Challenge challenge = new Challenge(Optional.of(TENANT), Optional.of("https://vault.azure.net"));

        assertThat(challenge.ofAnotherTenantThan(TENANT.toUpperCase(java.util.Locale.ROOT)))
                .isFalse();
        assertThat(challenge.ofAnotherTenantThan("99999999-1111-1111-1111-111111111111"))
                .isTrue();
        assertThat(challenge.ofAnotherTenantThan("contoso.onmicrosoft.com"))
                .as("a name tells nothing")
                .isFalse();
        assertThat(challenge.forAnotherResourceThan("https://vault.azure.net")).isFalse();
        assertThat(challenge.forAnotherResourceThan("https://vault.azure.cn")).isTrue();
    }
}

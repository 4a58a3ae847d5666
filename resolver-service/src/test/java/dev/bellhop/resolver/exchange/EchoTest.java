package dev.bellhop.resolver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts as documented: azure.md, "Codes that matter". */
class EchoTest {
    private static final Presented PRESENTED = new Presented(Map.of(
            "issuer", "https://issuer.example.com",
            "subject", "organization:abc",
            "audience", "api://AzureADTokenExchange",
            "client", "22222222-2222-2222-2222-222222222222",
            "tenant", "11111111-1111-1111-1111-111111111111",
            "kid", "k1"));

    static Stream<Arguments> comparesWhatEntraRead() {
        return Stream.of(
                argumentSet(
                        "700213, as presented",
                        "AADSTS700213: No matching federated identity record found for presented assertion subject 'organization:abc'. Check",
                        "Entra read subject exactly as presented: what differs is the federated credential."),
                argumentSet(
                        "700211, with a slash at the end",
                        "AADSTS700211: No matching federated identity record found for presented assertion issuer 'https://issuer.example.com/'. Please",
                        "Entra read another issuer than was presented: first difference at character 27, presented the end, there \"/\"."),
                argumentSet(
                        "70021, all three",
                        "AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: 'https://issuer.example.com'. Assertion Subject: 'organization:Abc'. Assertion Audience: 'api://AzureADTokenExchange'. https",
                        "Entra read issuer, audience exactly as presented. Entra read another subject than was presented: first difference at character 14, presented \"a\", there \"A\"."),
                argumentSet(
                        "700016, by id",
                        "AADSTS700016: Application with identifier '22222222-2222-2222-2222-222222222222' was not found in the directory 'Contoso'. This",
                        "Entra read client exactly as presented."),
                argumentSet(
                        "7000272",
                        "AADSTS7000272: The certificate with identifier k2 used to sign the federated credential could not be found",
                        "Entra read another kid than was presented: first difference at character 2, presented \"1\", there \"2\"."),
                argumentSet("nothing repeated", "AADSTS50166: Request to External OIDC endpoint failed.", ""));
    }

    @ParameterizedTest
    @MethodSource
    void comparesWhatEntraRead(String text, String expected) {
        assertThat(Echo.of(text).comparedWith(PRESENTED)).isEqualTo(expected);
    }

    @Test
    void whatNobodySeesIsNamed() {
        assertThat(Echo.of("assertion subject 'organization:abc\u00a0'").comparedWith(PRESENTED))
                .endsWith("presented the end, there U+00A0.");
    }

    @Test
    void printsNothingOfIt() {
        assertThat(Echo.of("assertion subject 'canary'").toString()).doesNotContain("canary");
    }
}

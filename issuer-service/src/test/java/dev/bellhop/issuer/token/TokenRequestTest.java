package dev.bellhop.issuer.token;

import static dev.bellhop.issuer.token.TokenException.Error.INVALID_REQUEST;
import static dev.bellhop.issuer.token.TokenException.Error.INVALID_SCOPE;
import static dev.bellhop.issuer.token.TokenException.Error.INVALID_TARGET;
import static dev.bellhop.issuer.token.TokenException.Error.UNSUPPORTED_GRANT_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenRequestTest {
    private static final String ORGANIZATION = "7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1";
    private static final String AUTOMATION = "0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11";
    private static final String KICKOFF = "f3a7c1de-0f8f-4b1c-8c5e-2b6a9e0d4c77";
    private static final String THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    private static final String KIND = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
            + "&subject_token=a.b.c&subject_token_type=urn:ietf:params:oauth:token-type:jwt";
    private static final String SUBJECT =
            KIND + "&audience=api://AzureADTokenExchange&resource=urn:bellhop:organization:" + ORGANIZATION;
    private static final String BOTH =
            "&resource=urn:bellhop:organization:" + ORGANIZATION + "&resource=urn:bellhop:automation:" + AUTOMATION;
    private static final String GRANT = KIND + "&audience=bellhop-kickoff" + BOTH;

    @Test
    void readsARequestForAnOrganizationsSubject() {
        assertThat(read(SUBJECT))
                .isEqualTo(new TokenRequest(
                        "a.b.c",
                        new TokenTarget(
                                "api://AzureADTokenExchange",
                                UUID.fromString(ORGANIZATION),
                                Optional.empty(),
                                Optional.empty())));
    }

    @Test
    void readsARequestForAnAutomationsSubjectInAnyOrderAndCase() {
        TokenRequest request = read(KIND + "&audience=sts.amazonaws.com&resource=urn:bellhop:automation:"
                + AUTOMATION + "&resource=urn:bellhop:organization:" + ORGANIZATION.toUpperCase(java.util.Locale.ROOT)
                + "&requested_token_type=urn:ietf:params:oauth:token-type:jwt&client_id=ignored");

        assertThat(request.target().organization()).hasToString(ORGANIZATION);
        assertThat(request.target().automation()).hasValue(UUID.fromString(AUTOMATION));
    }

    @Test
    void readsAKickoffGrantWithAndWithoutARecipient() {
        assertThat(read(GRANT + "&kickoff_id=" + KICKOFF + "&recipient_jkt=" + THUMBPRINT)
                        .target()
                        .kickoff())
                .contains(new KickoffBinding(UUID.fromString(KICKOFF), Optional.of(THUMBPRINT)));
        assertThat(read(GRANT + "&kickoff_id=" + KICKOFF).target().kickoff())
                .contains(new KickoffBinding(UUID.fromString(KICKOFF), Optional.empty()));
    }

    static Stream<Arguments> refusesWithTheCodeOfTheStandardAndTheParametersName() {
        String resource = "&resource=urn:bellhop:organization:" + ORGANIZATION;
        return Stream.of(
                argumentSet("nothing", "", INVALID_REQUEST, "grant_type is missing"),
                argumentSet(
                        "another grant", "grant_type=client_credentials", UNSUPPORTED_GRANT_TYPE, "grant_type must be"),
                argumentSet(
                        "grant twice",
                        SUBJECT + "&grant_type=x",
                        INVALID_REQUEST,
                        "grant_type is given more than once"),
                argumentSet(
                        "no subject token", SUBJECT.replace("a.b.c", ""), INVALID_REQUEST, "subject_token is missing"),
                argumentSet(
                        "two subject tokens",
                        SUBJECT + "&subject_token=d.e.f",
                        INVALID_REQUEST,
                        "subject_token is given more than once"),
                argumentSet(
                        "long subject token",
                        SUBJECT.replace("a.b.c", "a".repeat(8193)),
                        INVALID_REQUEST,
                        "subject_token is longer than 8192 bytes"),
                argumentSet(
                        "no token type",
                        SUBJECT.replace("token-type:jwt", ""),
                        INVALID_REQUEST,
                        "subject_token_type must be"),
                argumentSet(
                        "another token type",
                        SUBJECT.replace("token-type:jwt", "token-type:saml2"),
                        INVALID_REQUEST,
                        "subject_token_type must be"),
                argumentSet(
                        "another requested type",
                        SUBJECT + "&requested_token_type=urn:ietf:params:oauth:token-type:access_token",
                        INVALID_REQUEST,
                        "requested_token_type must be"),
                argumentSet(
                        "an actor", SUBJECT + "&actor_token=a.b.c", INVALID_REQUEST, "actor_token is not supported"),
                argumentSet(
                        "an actor's type alone",
                        SUBJECT + "&actor_token_type=urn:ietf:params:oauth:token-type:jwt",
                        INVALID_REQUEST,
                        "actor_token is not supported"),
                argumentSet(
                        "a requested type twice",
                        SUBJECT + "&requested_token_type=urn:ietf:params:oauth:token-type:jwt".repeat(2),
                        INVALID_REQUEST,
                        "requested_token_type is given more than once"),
                argumentSet(
                        "a resource with a fragment",
                        SUBJECT.replace(ORGANIZATION, ORGANIZATION + "%23f"),
                        INVALID_TARGET,
                        "resource must be"),
                argumentSet("a scope", SUBJECT + "&scope=openid", INVALID_SCOPE, "scope is not supported"),
                argumentSet("no audience", KIND + resource, INVALID_REQUEST, "audience is missing"),
                argumentSet(
                        "two audiences",
                        SUBJECT + "&audience=sts.amazonaws.com",
                        INVALID_TARGET,
                        "audience is given more than once"),
                argumentSet(
                        "a long audience",
                        KIND + resource + "&audience=" + "a".repeat(601),
                        INVALID_TARGET,
                        "audience is longer"),
                argumentSet("no resource", KIND + "&audience=x", INVALID_TARGET, "resource is missing"),
                argumentSet(
                        "an automation alone",
                        KIND + "&audience=x&resource=urn:bellhop:automation:" + AUTOMATION,
                        INVALID_TARGET,
                        "resource is missing"),
                argumentSet("three resources", SUBJECT + BOTH, INVALID_TARGET, "resource is given more than twice"),
                argumentSet(
                        "two organizations",
                        SUBJECT + resource,
                        INVALID_TARGET,
                        "resource names two of urn:bellhop:organization:"),
                argumentSet(
                        "another resource",
                        SUBJECT + "&resource=https://vault.example",
                        INVALID_TARGET,
                        "resource must be"),
                argumentSet(
                        "not a UUID",
                        KIND + "&audience=x&resource=urn:bellhop:organization:1-1-1-1-1",
                        INVALID_TARGET,
                        "resource must be"),
                argumentSet(
                        "a UUID and more", SUBJECT + ":automation:" + AUTOMATION, INVALID_TARGET, "resource must be"),
                argumentSet("a line break", SUBJECT + "%0a", INVALID_TARGET, "resource must be"),
                argumentSet(
                        "kickoff id for a cloud",
                        SUBJECT + "&kickoff_id=" + KICKOFF,
                        INVALID_REQUEST,
                        "belong to audience bellhop-kickoff only"),
                argumentSet(
                        "recipient for a cloud",
                        SUBJECT + "&recipient_jkt=" + THUMBPRINT,
                        INVALID_REQUEST,
                        "belong to audience bellhop-kickoff only"),
                argumentSet(
                        "grant without automation",
                        KIND + "&audience=bellhop-kickoff" + resource + "&kickoff_id=" + KICKOFF,
                        INVALID_TARGET,
                        "resource urn:bellhop:automation:<uuid> is missing"),
                argumentSet("grant without kickoff", GRANT, INVALID_REQUEST, "kickoff_id is missing"),
                argumentSet(
                        "kickoff id that is none",
                        GRANT + "&kickoff_id=1",
                        INVALID_REQUEST,
                        "kickoff_id must be a UUID"),
                argumentSet(
                        "thumbprint too short",
                        GRANT + "&kickoff_id=" + KICKOFF + "&recipient_jkt=abc",
                        INVALID_REQUEST,
                        "recipient_jkt must be"),
                argumentSet(
                        "thumbprint that is no 32 bytes",
                        GRANT + "&kickoff_id=" + KICKOFF + "&recipient_jkt=" + THUMBPRINT.substring(0, 42) + "t",
                        INVALID_REQUEST,
                        "recipient_jkt must be"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWithTheCodeOfTheStandardAndTheParametersName(String body, TokenException.Error error, String why) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        TokenException.class,
                        refused -> assertThat(refused.error()).isEqualTo(error))
                .hasMessageContaining(why);
    }

    @Test
    void doesNotShowTheSubjectToken() {
        assertThat(read(SUBJECT)).asString().doesNotContain("a.b.c");
    }

    private static TokenRequest read(String body) {
        return TokenRequest.of(FormBody.parse(body.getBytes(StandardCharsets.UTF_8)));
    }
}

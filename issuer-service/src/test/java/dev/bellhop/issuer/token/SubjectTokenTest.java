package dev.bellhop.issuer.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vertx.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectTokenTest {
    private static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    private static final UUID AUTOMATION = UUID.fromString("0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11");
    private static final UUID KICKOFF = UUID.fromString("f3a7c1de-0f8f-4b1c-8c5e-2b6a9e0d4c77");
    private static final UUID JTI = UUID.fromString("5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10");
    private static final String THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    /** 1790000000 and a fraction. */
    private static final Instant NOW = Instant.parse("2026-09-21T14:13:20.987Z");

    static Stream<Arguments> writesTheClaimsWhole() {
        return Stream.of(
                argumentSet(
                        "of an organization",
                        target("api://AzureADTokenExchange", Optional.empty(), Optional.empty()),
                        """
                        {"iss":"https://issuer.example","sub":"organization:7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1",\
                        "aud":"api://AzureADTokenExchange","iat":1790000000,"nbf":1789999940,"exp":1790003600,\
                        "jti":"5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10","organization_id":"7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1"}"""),
                argumentSet(
                        "of an automation",
                        target("sts.amazonaws.com", Optional.of(AUTOMATION), Optional.empty()),
                        """
                        {"iss":"https://issuer.example","sub":"organization:7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1:automation:0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11",\
                        "aud":"sts.amazonaws.com","iat":1790000000,"nbf":1789999940,"exp":1790003600,\
                        "jti":"5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10","organization_id":"7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1",\
                        "automation_id":"0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11"}"""),
                argumentSet(
                        "of a kickoff",
                        target(
                                "bellhop-kickoff",
                                Optional.of(AUTOMATION),
                                Optional.of(new KickoffBinding(KICKOFF, Optional.of(THUMBPRINT)))),
                        """
                        {"iss":"https://issuer.example","sub":"organization:7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1:automation:0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11",\
                        "aud":"bellhop-kickoff","iat":1790000000,"nbf":1789999940,"exp":1790003600,\
                        "jti":"5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10","organization_id":"7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1",\
                        "automation_id":"0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11","kickoff_id":"f3a7c1de-0f8f-4b1c-8c5e-2b6a9e0d4c77",\
                        "cnf":{"jkt":"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"}}"""),
                argumentSet(
                        "of a kickoff without recipient",
                        target(
                                "bellhop-kickoff",
                                Optional.of(AUTOMATION),
                                Optional.of(new KickoffBinding(KICKOFF, Optional.empty()))),
                        """
                        {"iss":"https://issuer.example","sub":"organization:7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1:automation:0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11",\
                        "aud":"bellhop-kickoff","iat":1790000000,"nbf":1789999940,"exp":1790003600,\
                        "jti":"5f6b2c9e-6a0d-4a6f-9c3a-6f2f1d0e7b10","organization_id":"7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1",\
                        "automation_id":"0b8c1c7a-52a3-4cb8-9f60-5f3f1f0f3c11","kickoff_id":"f3a7c1de-0f8f-4b1c-8c5e-2b6a9e0d4c77"}"""));
    }

    @ParameterizedTest
    @MethodSource
    void writesTheClaimsWhole(TokenTarget target, String claims) {
        SubjectToken token = token(target, Optional.empty());

        assertThat(Json.encode(token.claims())).isEqualTo(claims);
        assertThat(token.life()).isEqualTo(Duration.ofHours(1));
        assertThat(token.expiresAt()).isEqualTo(Instant.ofEpochSecond(1790003600L));
    }

    @Test
    void neverOutlivesThePublicationOfItsKey() {
        SubjectToken token = token(
                target("sts.amazonaws.com", Optional.empty(), Optional.empty()), Optional.of(NOW.plusSeconds(600)));

        assertThat(token.claims()).containsEntry("exp", 1790000600L);
        assertThat(token.life()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void isNotShortenedByAnEarlyPlan() {
        SubjectToken token = token(
                target("sts.amazonaws.com", Optional.empty(), Optional.empty()), Optional.of(NOW.plusSeconds(86400)));

        assertThat(token.life()).isEqualTo(Duration.ofHours(1));
    }

    private static SubjectToken token(TokenTarget target, Optional<Instant> publishedUntil) {
        return SubjectToken.of("https://issuer.example", target, NOW, Duration.ofHours(1), publishedUntil, JTI);
    }

    private static TokenTarget target(String audience, Optional<UUID> automation, Optional<KickoffBinding> kickoff) {
        return new TokenTarget(audience, ORGANIZATION, automation, kickoff);
    }
}

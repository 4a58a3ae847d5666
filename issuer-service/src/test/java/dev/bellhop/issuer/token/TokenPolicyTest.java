package dev.bellhop.issuer.token;

import static dev.bellhop.issuer.token.TokenException.Error.INVALID_TARGET;
import static dev.bellhop.issuer.token.TokenException.Error.UNAUTHORIZED_CLIENT;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.caller.Audiences;
import dev.bellhop.caller.Caller;
import dev.bellhop.caller.Entitlement;
import dev.bellhop.caller.OrganizationScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenPolicyTest {
    private static final UUID OURS = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID THEIRS = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final UUID ONE = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final UUID ANOTHER = UUID.fromString("44444444-4444-4444-8444-444444444444");
    private static final String ENTRA = "api://AzureADTokenExchange";
    private static final String AWS = "sts.amazonaws.com";
    private static final AudienceList LIST = AudienceList.of(List.of(ENTRA, AWS), Audiences.ALL);

    private static final Entitlement ENTRA_FOR_US =
            entitlement("subject_tokens:issue", OrganizationScope.of(Set.of(OURS)), Set.of(ENTRA), Set.of());
    private static final Entitlement AWS_FOR_THEM =
            entitlement("subject_tokens:issue", OrganizationScope.of(Set.of(THEIRS)), Set.of(AWS), Set.of());
    private static final Entitlement ENTRA_FOR_ONE =
            entitlement("subject_tokens:issue", OrganizationScope.of(Set.of(OURS)), Set.of(ENTRA), Set.of(ONE));
    private static final Entitlement KICKOFFS_FOR_US =
            entitlement("kickoffs:resolve", OrganizationScope.of(Set.of(OURS)), Set.of(), Set.of());
    private static final Entitlement KICKOFFS_FOR_ONE =
            entitlement("kickoffs:resolve", OrganizationScope.of(Set.of(OURS)), Set.of(), Set.of(ONE));
    private static final Entitlement ANYTHING_ANYWHERE =
            entitlement("subject_tokens:issue", OrganizationScope.ANY, Set.of(ENTRA, AWS, "https://*"), Set.of());

    static Stream<Arguments> gives() {
        return Stream.of(
                argumentSet("our organization", subject(OURS, null, ENTRA), List.of(ENTRA_FOR_US)),
                argumentSet("our automation", subject(OURS, ONE, ENTRA), List.of(ENTRA_FOR_US)),
                argumentSet("the one automation", subject(OURS, ONE, ENTRA), List.of(ENTRA_FOR_ONE)),
                argumentSet("any organization", subject(THEIRS, null, AWS), List.of(ANYTHING_ANYWHERE)),
                argumentSet("a kickoff of ours", kickoff(OURS, ANOTHER), List.of(KICKOFFS_FOR_US)),
                argumentSet("a kickoff of the one", kickoff(OURS, ONE), List.of(KICKOFFS_FOR_ONE)));
    }

    @ParameterizedTest
    @MethodSource
    void gives(TokenTarget target, List<Entitlement> entitlements) {
        assertThatCode(() -> TokenPolicy.check(target, caller(entitlements), LIST))
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                argumentSet("a caller with nothing", subject(OURS, null, ENTRA), List.of(), UNAUTHORIZED_CLIENT),
                argumentSet(
                        "a scheduler that wants a cloud token",
                        subject(OURS, null, ENTRA),
                        List.of(KICKOFFS_FOR_US),
                        UNAUTHORIZED_CLIENT),
                argumentSet(
                        "a resolver that wants a kickoff grant",
                        kickoff(OURS, ONE),
                        List.of(ENTRA_FOR_US),
                        UNAUTHORIZED_CLIENT),
                argumentSet(
                        "another organization", subject(THEIRS, null, ENTRA), List.of(ENTRA_FOR_US), INVALID_TARGET),
                argumentSet("another audience", subject(OURS, null, AWS), List.of(ENTRA_FOR_US), INVALID_TARGET),
                argumentSet(
                        "one's organization with the other's audience",
                        subject(OURS, null, AWS),
                        List.of(ENTRA_FOR_US, AWS_FOR_THEM),
                        INVALID_TARGET),
                argumentSet(
                        "the organization by an automation's grant",
                        subject(OURS, null, ENTRA),
                        List.of(ENTRA_FOR_ONE),
                        INVALID_TARGET),
                argumentSet(
                        "another automation", subject(OURS, ANOTHER, ENTRA), List.of(ENTRA_FOR_ONE), INVALID_TARGET),
                argumentSet(
                        "an audience off the list, though granted",
                        subject(OURS, null, "https://vault"),
                        List.of(ANYTHING_ANYWHERE),
                        INVALID_TARGET),
                argumentSet(
                        "one of our own audiences",
                        subject(OURS, null, "bellhop-config"),
                        List.of(ANYTHING_ANYWHERE),
                        INVALID_TARGET),
                argumentSet(
                        "a kickoff of another organization",
                        kickoff(THEIRS, ONE),
                        List.of(KICKOFFS_FOR_US),
                        INVALID_TARGET),
                argumentSet(
                        "a kickoff of another automation",
                        kickoff(OURS, ANOTHER),
                        List.of(KICKOFFS_FOR_ONE),
                        INVALID_TARGET));
    }

    @ParameterizedTest
    @MethodSource
    void refuses(TokenTarget target, List<Entitlement> entitlements, TokenException.Error error) {
        assertThatThrownBy(() -> TokenPolicy.check(target, caller(entitlements), LIST))
                .asInstanceOf(InstanceOfAssertFactories.type(TokenException.class))
                .extracting(TokenException::error)
                .isEqualTo(error);
    }

    private static Entitlement entitlement(
            String permission, OrganizationScope organizations, Set<String> audiences, Set<UUID> automations) {
        return new Entitlement(Set.of(permission), organizations, audiences, automations);
    }

    private static Caller caller(List<Entitlement> entitlements) {
        return new Caller("test", "https://identity.example", "service:x", "bellhop-issuer", entitlements, Map.of());
    }

    private static TokenTarget subject(UUID organization, UUID automation, String audience) {
        return new TokenTarget(audience, organization, Optional.ofNullable(automation), Optional.empty());
    }

    private static TokenTarget kickoff(UUID organization, UUID automation) {
        return new TokenTarget(
                Audiences.KICKOFF,
                organization,
                Optional.of(automation),
                Optional.of(new KickoffBinding(ONE, Optional.empty())));
    }
}

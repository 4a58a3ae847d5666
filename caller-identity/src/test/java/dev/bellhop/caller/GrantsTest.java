package dev.bellhop.caller;

import static dev.bellhop.caller.People.ACME;
import static dev.bellhop.caller.People.GLOBEX;
import static dev.bellhop.caller.People.HOURLY;
import static dev.bellhop.caller.People.NIGHTLY;
import static dev.bellhop.caller.People.granting;
import static dev.bellhop.caller.People.people;
import static dev.bellhop.caller.People.prove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a grant matches. */
class GrantsTest {
    static Stream<Arguments> subjects() {
        return Stream.of(
                argumentSet("exact", "service:scheduler", "service:scheduler", true),
                argumentSet("another", "service:scheduler", "service:scheduler2", false),
                argumentSet("in other letters", "service:scheduler", "Service:Scheduler", false),
                argumentSet("a prefix only", "service:scheduler", "service:scheduler:x", false),
                argumentSet(
                        "one segment", "repo:acme/*:ref:refs/heads/main", "repo:acme/app:ref:refs/heads/main", true),
                argumentSet("never two", "repo:acme/*:ref:refs/heads/main", "repo:acme/a/b:ref:refs/heads/main", false),
                argumentSet(
                        "never a colon",
                        "repo:acme/*:ref:refs/heads/main",
                        "repo:acme/a:environment:x:ref:refs/heads/main",
                        false),
                argumentSet(
                        "never nothing", "repo:acme/*:ref:refs/heads/main", "repo:acme/:ref:refs/heads/main", false),
                argumentSet("a delimiter is not the other", "a:b", "a/b", false),
                argumentSet(
                        "last segment", "system:serviceaccount:agents:*", "system:serviceaccount:agents:worker", true),
                argumentSet(
                        "another namespace",
                        "system:serviceaccount:agents:*",
                        "system:serviceaccount:agents2:worker",
                        false),
                argumentSet("a dot is a dot", "spiffe://acme.example/*", "spiffe://acmeXexample/worker", false),
                argumentSet(
                        "SPIFFE",
                        "spiffe://acme.example/ns/*/sa/worker",
                        "spiffe://acme.example/ns/prod/sa/worker",
                        true),
                argumentSet("pattern letters are letters", "a+(b)[c]|d:x", "a+(b)[c]|d:x", true));
    }

    @ParameterizedTest
    @MethodSource
    void subjects(String pattern, String subject, boolean matches) {
        Settings settings = granting("subject", pattern);

        assertThat(prove(settings, Map.of("sub", subject)).may("kickoffs:resolve", ACME))
                .isEqualTo(matches);
    }

    static Stream<Arguments> grantedClaims() {
        return Stream.of(
                argumentSet("equal", "acme", "acme", true),
                argumentSet("another", "acme", "globex", false),
                argumentSet("a line break is no end", "acme", "acme\n", false),
                argumentSet("one of a list", "acme", List.of("globex", "acme"), true),
                argumentSet("none of a list", "acme", List.of("globex"), false),
                argumentSet("a number by its text", "123", 123, true),
                argumentSet("a truth by its text", "true", true, true),
                argumentSet("an object", "acme", Map.of("acme", true), false),
                argumentSet("a pattern", "acme/*", "acme/app", true));
    }

    @ParameterizedTest
    @MethodSource
    void grantedClaims(String pattern, Object value, boolean matches) {
        Settings settings = granting("claims.owner", pattern);

        assertThat(prove(settings, Map.of("owner", value)).may("kickoffs:resolve", ACME))
                .isEqualTo(matches);
        assertThat(prove(settings, Map.of()).may("kickoffs:resolve", ACME))
                .as("absent")
                .isFalse();
    }

    @Test
    void subjectAndAllClaimsMustMatch() {
        Settings settings = granting("subject", "repo:acme/*:ref:refs/heads/main")
                .set("bellhop.callers.people.grants[0].claims.workflow", "deploy")
                .set("bellhop.callers.people.grants[0].claims.\"/actor/kind\"", "human");
        Map<String, Object> good = Map.of(
                "sub", "repo:acme/app:ref:refs/heads/main", "workflow", "deploy", "actor", Map.of("kind", "human"));

        assertThat(prove(settings, good).may("kickoffs:resolve")).isTrue();
        for (String claim : good.keySet()) {
            Map<String, Object> spoiled = new LinkedHashMap<>(good);
            spoiled.put(claim, "other");
            assertThat(prove(settings, spoiled).may("kickoffs:resolve"))
                    .as(claim)
                    .isFalse();
        }
    }

    @Test
    void aGrantWithoutOrganizationsHoldsForTheClaimedOnesWithinTheCeiling() {
        Settings settings = people("organization_id", null, ACME + "," + GLOBEX, "kickoffs:resolve")
                .set("bellhop.callers.people.grants[0].subject", "organization:*:automation:*")
                .set("bellhop.callers.people.grants[0].permissions", "kickoffs:resolve");
        String subject = "organization:" + ACME + ":automation:" + NIGHTLY;

        Caller caller = prove(settings, Map.of("sub", subject, "organization_id", ACME.toString()));
        assertThat(caller.may("kickoffs:resolve", ACME, NIGHTLY)).isTrue();
        assertThat(caller.may("kickoffs:resolve", GLOBEX, NIGHTLY)).isFalse();

        Caller stranger = prove(settings, Map.of("sub", subject, "organization_id", HOURLY.toString()));
        assertThat(stranger.entitlements()).isEmpty();
    }
}

package dev.bellhop.caller;

import static dev.bellhop.caller.People.ACME;
import static dev.bellhop.caller.People.GLOBEX;
import static dev.bellhop.caller.People.HOURLY;
import static dev.bellhop.caller.People.NIGHTLY;
import static dev.bellhop.caller.People.granting;
import static dev.bellhop.caller.People.people;
import static dev.bellhop.caller.People.prove;
import static dev.bellhop.caller.Verifier.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What claims and grants give, and what ceilings take. */
class EntitlementsTest {
    private static final String AZURE = "api://AzureADTokenExchange";

    @Test
    void withoutSettingsAProvenCallerMayNothing() {
        Caller caller = prove(Settings.none(), Map.of("org", ACME.toString(), "perms", "organizations:manage"));

        assertThat(caller.entitlements()).isEmpty();
        assertThat(caller.may("organizations:read")).isFalse();
    }

    static Stream<Arguments> claimedPermissions() {
        return Stream.of(
                argumentSet(
                        "a list", List.of("automations:read", "audit:read"), List.of("automations:read", "audit:read")),
                argumentSet(
                        "divided by spaces", "automations:read audit:read", List.of("automations:read", "audit:read")),
                argumentSet(
                        "manage brings read", "automations:manage", List.of("automations:manage", "automations:read")),
                argumentSet("strangers' words beside it", "openid automations:read email", List.of("automations:read")),
                argumentSet("above the ceiling", "organizations:manage audit:read", List.of("audit:read")),
                argumentSet("manage above, read within", "audit:manage", List.of("audit:read")),
                argumentSet("unknown", "root", List.of()),
                argumentSet("a star", "*", List.of()),
                argumentSet("a star of a kind", "automations:*", List.of()),
                argumentSet("in other letters", "Automations:Read", List.of()),
                argumentSet("an object", Map.of("automations:read", true), List.of()),
                argumentSet("empty", "", List.of()));
    }

    @ParameterizedTest
    @MethodSource
    void claimedPermissions(Object claim, List<String> expected) {
        Settings settings = people("org", "perms", "*", "automations:manage,audit:read");

        Caller caller = prove(settings, Map.of("org", ACME.toString(), "perms", claim));

        assertThat(caller.entitlements().stream().flatMap(one -> one.permissions().stream()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> claimedOrganizations() {
        return Stream.of(
                argumentSet("one", ACME.toString(), List.of(ACME)),
                argumentSet("a list", List.of(ACME.toString(), GLOBEX.toString()), List.of(ACME, GLOBEX)),
                argumentSet("above the ceiling", List.of(ACME.toString(), NIGHTLY.toString()), List.of(ACME)),
                argumentSet("in capitals", "0B1F5A0E-6D2F-4A58-9D0D-6A6B1F2F0A01", List.of(ACME)),
                argumentSet("a star is no organization", "*", List.of()),
                argumentSet("a list with a star", List.of("*"), List.of()),
                argumentSet("a short UUID", "1-1-1-1-1", List.of()),
                argumentSet("with a space", " " + ACME, List.of()),
                argumentSet("several in one text", ACME + " " + GLOBEX, List.of()),
                argumentSet("a number", 1, List.of()));
    }

    @ParameterizedTest
    @MethodSource
    void claimedOrganizations(Object claim, List<UUID> expected) {
        Settings settings = people("org", "perms", ACME + "," + GLOBEX, "audit:read");

        Caller caller = prove(settings, Map.of("org", claim, "perms", "audit:read"));

        assertThat(caller.entitlements().stream().flatMap(one -> one.organizations().organizations().stream()))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(caller.mayEverywhere("audit:read")).isFalse();
    }

    @Test
    void claimsAreReadByPointerToo() {
        Settings settings = people("/kubernetes.io/namespace~1uid", "/realm_access/roles", "*", "audit:read");

        Caller caller = prove(
                settings,
                Map.of(
                        "kubernetes.io", Map.of("namespace/uid", ACME.toString()),
                        "realm_access", Map.of("roles", List.of("audit:read", "offline_access"))));

        assertThat(caller.may("audit:read", ACME)).isTrue();
    }

    @Test
    void entitlementsLendEachOtherNothing() {
        Settings settings = people(null, null, "*", "audit:read,automations:read,subject_tokens:issue")
                .set("bellhop.callers.people.grants[0].subject", "ada")
                .set("bellhop.callers.people.grants[0].permissions", "audit:read")
                .set("bellhop.callers.people.grants[0].organizations", ACME.toString())
                .set("bellhop.callers.people.grants[0].audiences", AZURE)
                .set("bellhop.callers.people.grants[1].subject", "ada")
                .set("bellhop.callers.people.grants[1].permissions", "automations:read,subject_tokens:issue")
                .set("bellhop.callers.people.grants[1].organizations", GLOBEX.toString());

        Caller caller = prove(settings, Map.of());

        assertThat(caller.may("audit:read", ACME)).isTrue();
        assertThat(caller.may("automations:read", GLOBEX)).isTrue();
        assertThat(caller.may("audit:read", GLOBEX)).isFalse();
        assertThat(caller.may("automations:read", ACME)).isFalse();
        assertThat(caller.mayRequestAudience("subject_tokens:issue", GLOBEX, Optional.empty(), AZURE))
                .isFalse();
    }

    @Test
    void audiencesAreGivenByNameOnly() {
        Settings settings = people(null, null, ACME.toString(), "subject_tokens:issue")
                .set("bellhop.callers.people.grants[0].subject", "ada")
                .set("bellhop.callers.people.grants[0].permissions", "subject_tokens:issue")
                .set("bellhop.callers.people.grants[0].organizations", ACME.toString())
                .set("bellhop.callers.people.grants[0].audiences", AZURE + ",//iam.googleapis.com/projects/*/pools/x");
        Caller caller = prove(settings, Map.of());

        assertThat(asks(caller, ACME, AZURE)).isTrue();
        assertThat(asks(caller, ACME, "//iam.googleapis.com/projects/42/pools/x"))
                .isTrue();
        assertThat(asks(caller, ACME, "//iam.googleapis.com/projects/42/7/pools/x"))
                .isFalse();
        assertThat(asks(caller, ACME, "sts.amazonaws.com")).isFalse();
        assertThat(asks(caller, GLOBEX, AZURE)).isFalse();
        assertThat(asks(prove(granting("subject", "ada"), Map.of()), ACME, AZURE))
                .as("none named")
                .isFalse();
    }

    @Test
    void aNarrowedEntitlementHoldsForItsAutomationsOnly() {
        Settings settings = people(null, null, "*", "automations:read,subject_tokens:issue")
                .set("bellhop.callers.people.grants[0].subject", "ada")
                .set("bellhop.callers.people.grants[0].permissions", "automations:read,subject_tokens:issue")
                .set("bellhop.callers.people.grants[0].organizations", "*")
                .set("bellhop.callers.people.grants[0].audiences", AZURE)
                .set("bellhop.callers.people.grants[0].automations", NIGHTLY.toString());
        Caller caller = prove(settings, Map.of());

        assertThat(caller.may("automations:read", ACME, NIGHTLY)).isTrue();
        assertThat(caller.may("automations:read", ACME, HOURLY)).isFalse();
        assertThat(caller.may("automations:read", ACME))
                .as("the organization as a whole")
                .isFalse();
        assertThat(caller.mayEverywhere("automations:read")).isFalse();
        assertThat(caller.mayRequestAudience("subject_tokens:issue", ACME, Optional.of(NIGHTLY), AZURE))
                .isTrue();
        assertThat(caller.mayRequestAudience("subject_tokens:issue", ACME, Optional.of(HOURLY), AZURE))
                .isFalse();
        assertThat(caller.mayRequestAudience("subject_tokens:issue", ACME, Optional.empty(), AZURE))
                .isFalse();
    }

    @Test
    void everywhereTakesAnyOrganization() {
        Settings anywhere = people(null, null, "*", "organizations:manage")
                .set("bellhop.callers.people.grants[0].subject", "ada")
                .set("bellhop.callers.people.grants[0].permissions", "organizations:manage");

        assertThat(prove(anywhere.set("bellhop.callers.people.grants[0].organizations", "*"), Map.of())
                        .mayEverywhere("organizations:read"))
                .isTrue();
        assertThat(prove(anywhere.set("bellhop.callers.people.grants[0].organizations", ACME.toString()), Map.of())
                        .mayEverywhere("organizations:read"))
                .isFalse();
    }

    @Test
    void signingKeysNeedEveryOrganization() {
        Settings settings = people("org", "perms", "*", "signing_keys:manage,audit:read");
        Map<String, Object> claims = Map.of("org", ACME.toString(), "perms", "signing_keys:manage audit:read");

        Caller byClaims = prove(settings, claims);
        assertThat(byClaims.may("audit:read")).isTrue();
        assertThat(byClaims.may("signing_keys:read")).isFalse();

        Caller granted = prove(
                settings.set("bellhop.callers.people.grants[0].subject", "ada")
                        .set("bellhop.callers.people.grants[0].permissions", "signing_keys:manage")
                        .set("bellhop.callers.people.grants[0].organizations", "*"),
                claims);
        assertThat(granted.mayEverywhere("signing_keys:read")).isTrue();
    }

    @Test
    void aCallerShowsNeitherClaimsNorEntitlements() {
        Caller caller = prove(
                people("org", "perms", "*", "audit:read"),
                Map.of("email", "ada@acme.example", "org", ACME.toString(), "perms", "audit:read"));

        assertThat(caller).hasToString("Caller[name=people, issuer=" + ISSUER + ", subject=ada]");
        assertThat(caller.claims()).containsEntry("email", "ada@acme.example");
    }

    private static boolean asks(Caller caller, UUID organization, String audience) {
        return caller.mayRequestAudience("subject_tokens:issue", organization, Optional.empty(), audience);
    }
}

package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.smallrye.config.ConfigValidationException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which configurations stop the start, and the sentence each gets. */
class CallerSettingsTest {
    private static final String CI = "bellhop.callers.ci.";
    private static final String ISSUER = "https://token.actions.githubusercontent.com";
    private static final String ORGANIZATION = "0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a01";
    private static final String OTHER = "0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a02";

    static Stream<Arguments> stopsTheStart() {
        return Stream.of(
                bad("no issuer", ci().without(CI + "issuer"), CI + "issuer is missing; there is no default."),
                bad("no audience", ci().without(CI + "audience"), CI + "audience is missing; there is no default."),
                bad(
                        "issuer not https",
                        ci().set(CI + "issuer", "http://idp.example"),
                        CI
                                + "issuer must be an https URL without user info and fragment, and is 'http://idp.example'."),
                bad(
                        "issuer no URL",
                        ci().set(CI + "issuer", "corporate idp"),
                        CI + "issuer is not a URL but 'corporate idp'."),
                bad(
                        "issuer a name, keys nowhere",
                        ci().set(CI + "issuer", "kubernetes/serviceaccount"),
                        CI
                                + "issuer must be an https URL without user info and fragment, and is 'kubernetes/serviceaccount'."),
                bad(
                        "issuer with a password",
                        ci().set(CI + "issuer", "https://a:b@idp.example"),
                        CI
                                + "issuer must be an https URL without user info and fragment, and is 'https://a:b@idp.example'."),
                bad(
                        "issuer with a query",
                        ci().set(CI + "issuer", "https://idp.example?x"),
                        CI + "issuer has a query, so discovery cannot work; name jwks-uri or jwks-file."),
                bad(
                        "jwks-uri not https",
                        ci().set(CI + "jwks-uri", "http://idp.example/jwks"),
                        CI
                                + "jwks-uri must be an https URL without user info and fragment, and is 'http://idp.example/jwks'."),
                bad(
                        "two places for keys",
                        ci().set(CI + "jwks-uri", ISSUER + "/jwks").set(CI + "jwks-file", "/jwks"),
                        CI + "jwks-uri and jwks-file exclude each other."),
                bad(
                        "unknown ceiling permission",
                        ci().set(CI + "permissions", "audit:write"),
                        CI + "permissions has 'audit:write', which is no permission of ours."),
                bad(
                        "star for permissions",
                        ci().set(CI + "permissions", "*"),
                        CI + "permissions has '*', which is no permission of ours."),
                bad(
                        "ceiling organization no UUID",
                        ci().set(CI + "organizations", "acme"),
                        CI + "organizations has 'acme', which is no UUID."),
                bad(
                        "star among organizations",
                        ci().set(CI + "organizations", "*," + ORGANIZATION),
                        CI + "organizations has '*', which is no UUID."),
                bad(
                        "grant for nobody",
                        grant().without(CI + "grants[0].subject"),
                        CI + "grants[0].subject is missing, and no claims say whom the grant is for."),
                bad(
                        "grant for claims of stars",
                        grant().without(CI + "grants[0].subject").set(CI + "grants[0].claims.repository", "*/*"),
                        CI + "grants[0].subject is missing, and no claims say whom the grant is for."),
                bad(
                        "grant for everyone",
                        grant().set(CI + "grants[0].subject", "*"),
                        CI + "grants[0].subject is '*', which matches everything of that form."),
                bad(
                        "grant for everyone of a form",
                        grant().set(CI + "grants[0].subject", "*:*/*"),
                        CI + "grants[0].subject is '*:*/*', which matches everything of that form."),
                bad(
                        "star inside a segment",
                        grant().set(CI + "grants[0].subject", "repo:acme*:x"),
                        CI + "grants[0].subject is 'repo:acme*:x'; * stands for one whole segment between : or /."),
                bad(
                        "two stars",
                        grant().set(CI + "grants[0].subject", "repo:**"),
                        CI + "grants[0].subject is 'repo:**'; * stands for one whole segment between : or /."),
                bad(
                        "star inside a claim",
                        grant().set(CI + "grants[0].claims.repository", "acme/a*"),
                        CI
                                + "grants[0].claims.repository is 'acme/a*'; * stands for one whole segment between : or /."),
                bad(
                        "grant of nothing",
                        grant().without(CI + "grants[0].permissions"),
                        CI + "grants[0].permissions is missing, so the grant gives nothing."),
                bad(
                        "grant of the unknown",
                        grant().set(CI + "grants[0].permissions", "kickoffs:start"),
                        CI + "grants[0].permissions has 'kickoffs:start', which is no permission of ours."),
                bad(
                        "grant above the ceiling",
                        grant().set(CI + "grants[0].permissions", "audit:read"),
                        CI + "grants[0].permissions has 'audit:read', which " + CI + "permissions does not allow."),
                bad(
                        "grant of manage above a ceiling of read",
                        grant().set(CI + "permissions", "audit:read").set(CI + "grants[0].permissions", "audit:manage"),
                        CI + "grants[0].permissions has 'audit:manage', which " + CI + "permissions does not allow."),
                bad(
                        "grant without any ceiling",
                        grant().without(CI + "permissions"),
                        CI + "grants[0].permissions has 'kickoffs:resolve', which " + CI
                                + "permissions does not allow."),
                bad(
                        "grant for organizations above",
                        grant().set(CI + "grants[0].organizations", OTHER),
                        CI + "grants[0].organizations has more than " + CI + "organizations allows."),
                bad(
                        "grant for all organizations",
                        grant().set(CI + "grants[0].organizations", "*"),
                        CI + "grants[0].organizations has more than " + CI + "organizations allows."),
                bad(
                        "grant for no organization",
                        grant().without(CI + "grants[0].organizations"),
                        CI
                                + "grants[0].organizations is missing, and there is no organization-claim to take them from."),
                bad(
                        "signing keys of one organization",
                        grant().set(CI + "permissions", "signing_keys:manage")
                                .set(CI + "grants[0].permissions", "signing_keys:read"),
                        CI
                                + "grants[0].permissions has signing_keys, which belong to no organization, so grants[0].organizations must be * and automations unset."),
                bad(
                        "grant for all audiences",
                        grant().set(CI + "grants[0].audiences", "*"),
                        CI + "grants[0].audiences is '*', which matches everything of that form."),
                bad(
                        "automation no UUID",
                        grant().set(CI + "grants[0].automations", "nightly"),
                        CI + "grants[0].automations has 'nightly', which is no UUID."),
                bad(
                        "foreign audience, pattern",
                        grant().set(CI + "audience", "api://AzureADTokenExchange"),
                        CI
                                + "grants[0].subject must be exact, without *, because the audience 'api://AzureADTokenExchange' is made for others too (or set dedicated-audience)."),
                bad(
                        "foreign audience, claims only",
                        grant().set(CI + "audience", "api://x")
                                .without(CI + "grants[0].subject")
                                .set(CI + "grants[0].claims.oid", "1"),
                        CI
                                + "grants[0].subject must be exact, without *, because the audience 'api://x' is made for others too (or set dedicated-audience)."),
                bad(
                        "foreign audience, permissions from claims",
                        ci().set(CI + "audience", "api://x").set(CI + "permissions-claim", "roles"),
                        CI
                                + "permissions-claim cannot be used with the audience 'api://x', which is made for others too: grant exact subjects, or set dedicated-audience."),
                bad(
                        "the same twice",
                        ci().and("ci2", ISSUER, "bellhop-config"),
                        "bellhop.callers.ci2.audience and issuer are already those of bellhop.callers.ci."),
                bad(
                        "two services",
                        ci().and("ci2", ISSUER, "bellhop-issuer"),
                        "bellhop.callers.ci2.audience is another service's, 'bellhop-issuer'; this service takes 'bellhop-config'."),
                bad(
                        "one issuer, two places for keys",
                        ci().and("ci2", ISSUER, "bellhop-kickoff")
                                .set("bellhop.callers.ci2.jwks-uri", ISSUER + "/jwks"),
                        "bellhop.callers.ci2.issuer is also bellhop.callers.ci.issuer, so both must name the same jwks-uri or jwks-file."));
    }

    @ParameterizedTest
    @MethodSource
    void stopsTheStart(Settings settings, String sentence) {
        assertThatThrownBy(settings::callers)
                .isInstanceOf(SettingException.class)
                .hasMessage(sentence);
    }

    static Stream<Arguments> stands() {
        return Stream.of(
                argumentSet("nothing at all", Settings.none()),
                argumentSet("a caller that may nothing", ci()),
                argumentSet("a grant", grant()),
                argumentSet(
                        "no organizations, but a claim for them",
                        grant().without(CI + "grants[0].organizations").set(CI + "organization-claim", "org")),
                argumentSet(
                        "claims only",
                        grant().without(CI + "grants[0].subject").set(CI + "grants[0].claims.repository_id", "42")),
                argumentSet("a star beside something said", grant().set(CI + "grants[0].claims.environment", "*")),
                argumentSet(
                        "read under a ceiling of manage",
                        grant().set(CI + "permissions", "audit:manage")
                                .set(CI + "grants[0].permissions", "audit:read")),
                argumentSet("one issuer, two audiences", ci().and("kickoffs", ISSUER, "bellhop-kickoff")),
                argumentSet("two issuers, one audience", ci().and("people", "https://idp.example", "bellhop-config")),
                argumentSet(
                        "foreign audience, exact subject",
                        grant().set(CI + "audience", "api://AzureADTokenExchange")
                                .set(CI + "grants[0].subject", "sc://acme/project/connection")),
                argumentSet(
                        "dedicated audience, roles",
                        ci().set(CI + "audience", "8c1f")
                                .set(CI + "dedicated-audience", "true")
                                .set(CI + "permissions-claim", "roles")));
    }

    @ParameterizedTest
    @MethodSource
    void stands(Settings settings) {
        assertThatCode(settings::callers).doesNotThrowAnyException();
    }

    @Test
    void aServiceThatKnowsItsAudienceTakesNoOtherServices() {
        assertThatThrownBy(() -> ci().callers(Optional.of("bellhop-issuer")))
                .hasMessage(
                        CI + "audience is another service's, 'bellhop-config'; this service takes 'bellhop-issuer'.");
        assertThatCode(() -> ci().callers(Optional.of("bellhop-config"))).doesNotThrowAnyException();
    }

    @Test
    void aMisspeltSettingStopsTheStart() {
        assertThatThrownBy(() -> grant().set(CI + "grants[0].automation", OTHER).callers())
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(
                        CI + "grants[0].automation in PropertiesConfigSource[source=test] does not map to any root");
    }

    static Stream<Arguments> keyLocations() {
        URI document = URI.create("https://idp.example/a/.well-known/openid-configuration");
        return Stream.of(
                argumentSet(
                        "discovery",
                        Settings.caller("ci", "https://idp.example/a", "x"),
                        new KeyLocation.Discovery("https://idp.example/a", document)),
                argumentSet(
                        "discovery of an issuer with a slash",
                        Settings.caller("ci", "https://idp.example/a/", "x"),
                        new KeyLocation.Discovery("https://idp.example/a/", document)),
                argumentSet(
                        "URL, issuer no URL",
                        Settings.caller("ci", "kubernetes/serviceaccount", "x")
                                .set(CI + "jwks-uri", "https://10.0.0.1/openid/v1/jwks"),
                        new KeyLocation.Url(URI.create("https://10.0.0.1/openid/v1/jwks"))),
                argumentSet(
                        "file",
                        Settings.caller("ci", "spire", "x").set(CI + "jwks-file", "/run/keys.json"),
                        new KeyLocation.File(Path.of("/run/keys.json"))));
    }

    @ParameterizedTest
    @MethodSource
    void keyLocations(Settings settings, KeyLocation expected) {
        assertThat(settings.callers().keyLocations()).containsValue(expected);
    }

    private static Settings ci() {
        return Settings.caller("ci", ISSUER, "bellhop-config");
    }

    private static Settings grant() {
        return ci().set(CI + "permissions", "kickoffs:resolve")
                .set(CI + "organizations", ORGANIZATION)
                .set(CI + "grants[0].subject", "repo:acme/*:ref:refs/heads/main")
                .set(CI + "grants[0].permissions", "kickoffs:resolve")
                .set(CI + "grants[0].organizations", ORGANIZATION);
    }

    private static Arguments bad(String name, Settings settings, String sentence) {
        return argumentSet(name, settings, sentence);
    }
}

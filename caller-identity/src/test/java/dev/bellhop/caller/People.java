package dev.bellhop.caller;

import static dev.bellhop.caller.Verifier.ISSUER;
import static dev.bellhop.caller.Verifier.NOW;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A trusted caller called people, and tokens it proves. */
final class People {
    static final UUID ACME = UUID.fromString("0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a01");
    static final UUID GLOBEX = UUID.fromString("0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a02");
    static final UUID NIGHTLY = UUID.fromString("0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a03");
    static final UUID HOURLY = UUID.fromString("0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a04");

    private People() {}

    /** One grant of two permissions in acme; {@code setting} says for whom. */
    static Settings granting(String setting, String value) {
        return people(null, null, ACME.toString(), "kickoffs:resolve,subject_tokens:issue")
                .set("bellhop.callers.people.grants[0]." + setting, value)
                .set("bellhop.callers.people.grants[0].permissions", "kickoffs:resolve,subject_tokens:issue")
                .set("bellhop.callers.people.grants[0].organizations", ACME.toString());
    }

    static Settings people(
            String organizationClaim, String permissionsClaim, String organizations, String permissions) {
        Settings settings = Settings.none();
        String[] values = {organizationClaim, permissionsClaim, organizations, permissions};
        List<String> names = List.of("organization-claim", "permissions-claim", "organizations", "permissions");
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                settings.set("bellhop.callers.people." + names.get(i), values[i]);
            }
        }
        return settings;
    }

    static Caller prove(Settings settings, Map<String, Object> extra) {
        TrustedCallers callers =
                settings.and("people", ISSUER, "bellhop-config").callers();
        Map<String, Object> claims = TestIssuer.claims(ISSUER, "ada", "bellhop-config", NOW);
        claims.putAll(extra);
        return callers.byAudience(ISSUER).get("bellhop-config").prove(new TokenClaims(claims));
    }
}

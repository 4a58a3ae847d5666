package dev.bellhop.caller;

import dev.bellhop.caller.CallersConfig.CallerSettings;
import dev.bellhop.caller.CallersConfig.GrantSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads and judges the settings of one trusted caller. Every complaint names the setting it is about. */
record CallerReader(String name, String prefix, CallerSettings settings) {

    TrustedCaller read() {
        String issuer = required("issuer", settings.issuer());
        String audience = required("audience", settings.audience());
        OrganizationScope organizations = settings.organizations()
                .map(list -> scope("organizations", list))
                .orElse(OrganizationScope.NONE);
        Set<String> permissions = settings.permissions()
                .map(list -> permissions("permissions", list))
                .orElse(Set.of());
        TrustedCaller bare = new TrustedCaller(
                name,
                issuer,
                audience,
                settings.organizationClaim().map(ClaimPath::new),
                settings.permissionsClaim().map(ClaimPath::new),
                organizations,
                permissions,
                List.of());
        boolean ours =
                Audiences.ALL.contains(audience) || settings.dedicatedAudience().orElse(false);
        if (!ours && settings.permissionsClaim().isPresent()) {
            throw complaint(
                    "permissions-claim",
                    "cannot be used with the audience " + Presented.of(audience)
                            + ", which is made for others too: grant exact subjects, or set dedicated-audience");
        }
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < settings.grants().size(); i++) {
            grants.add(grant("grants[" + i + "].", settings.grants().get(i), bare, ours));
        }
        return new TrustedCaller(
                name,
                issuer,
                audience,
                bare.organizationClaim(),
                bare.permissionsClaim(),
                organizations,
                permissions,
                List.copyOf(grants));
    }

    private Grant grant(String at, GrantSettings grant, TrustedCaller caller, boolean ourAudience) {
        Optional<SegmentPattern> subject = grant.subject().map(text -> pattern(at + "subject", text));
        Map<ClaimPath, SegmentPattern> claims = new LinkedHashMap<>();
        grant.claims()
                .forEach((claim, text) -> claims.put(new ClaimPath(claim), anyPattern(at + "claims." + claim, text)));
        if (subject.isEmpty() && claims.values().stream().noneMatch(SegmentPattern::hasLiteral)) {
            throw complaint(at + "subject", "is missing, and no claims say whom the grant is for");
        }
        if (!ourAudience && (subject.isEmpty() || subject.get().hasWildcard())) {
            throw complaint(
                    at + "subject",
                    "must be exact, without *, because the audience " + Presented.of(caller.audience())
                            + " is made for others too (or set dedicated-audience)");
        }
        Set<String> permissions = grant.permissions()
                .map(list -> permissions(at + "permissions", list))
                .orElseThrow(() -> complaint(at + "permissions", "is missing, so the grant gives nothing"));
        for (String permission : permissions) {
            if (!Permissions.complete(caller.permissions()).contains(permission)) {
                throw complaint(
                        at + "permissions", "has '" + permission + "', which " + prefix + "permissions does not allow");
            }
        }
        Set<String> audiences = new LinkedHashSet<>();
        grant.audiences()
                .orElse(List.of())
                .forEach(text -> audiences.add(pattern(at + "audiences", text).text()));
        Set<UUID> automations = uuids(at + "automations", grant.automations().orElse(List.of()));
        Optional<OrganizationScope> organizations = grantedOrganizations(at, grant, caller);
        Set<String> holdable =
                Permissions.holdable(permissions, organizations.orElse(OrganizationScope.NONE), automations);
        if (!holdable.equals(permissions)) {
            throw complaint(
                    at + "permissions",
                    "has signing_keys, which belong to no organization, so " + at
                            + "organizations must be * and automations unset");
        }
        return new Grant(subject, Map.copyOf(claims), permissions, organizations, Set.copyOf(audiences), automations);
    }

    private Optional<OrganizationScope> grantedOrganizations(String at, GrantSettings grant, TrustedCaller caller) {
        Optional<OrganizationScope> organizations =
                grant.organizations().map(list -> scope(at + "organizations", list));
        if (organizations.isEmpty() && caller.organizationClaim().isEmpty()) {
            throw complaint(at + "organizations", "is missing, and there is no organization-claim to take them from");
        }
        if (organizations.isPresent() && !organizations.get().isWithin(caller.organizations())) {
            throw complaint(at + "organizations", "has more than " + prefix + "organizations allows");
        }
        return organizations;
    }

    private String required(String setting, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> complaint(setting, "is missing; there is no default"));
    }

    /** A pattern that says something: {@code *} alone, or stars only, would be everyone. */
    private SegmentPattern pattern(String setting, String text) {
        SegmentPattern pattern = anyPattern(setting, text);
        if (!pattern.hasLiteral()) {
            throw complaint(setting, "is " + Presented.of(text) + ", which matches everything of that form");
        }
        return pattern;
    }

    private SegmentPattern anyPattern(String setting, String text) {
        SegmentPattern pattern = SegmentPattern.of(text);
        if (text.isBlank() || pattern.hasBrokenWildcard()) {
            throw complaint(setting, "is " + Presented.of(text) + "; * stands for one whole segment between : or /");
        }
        return pattern;
    }

    private Set<String> permissions(String setting, List<String> values) {
        for (String value : values) {
            if (!Permissions.ALL.contains(value)) {
                throw complaint(setting, "has " + Presented.of(value) + ", which is no permission of ours");
            }
        }
        return Set.copyOf(values);
    }

    private OrganizationScope scope(String setting, List<String> values) {
        return values.equals(List.of("*")) ? OrganizationScope.ANY : OrganizationScope.of(uuids(setting, values));
    }

    private Set<UUID> uuids(String setting, List<String> values) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (String value : values) {
            ids.add(TrustedCaller.uuid(value)
                    .orElseThrow(() -> complaint(setting, "has " + Presented.of(value) + ", which is no UUID")));
        }
        return ids;
    }

    private SettingException complaint(String setting, String problem) {
        return new SettingException(prefix + setting, problem);
    }
}

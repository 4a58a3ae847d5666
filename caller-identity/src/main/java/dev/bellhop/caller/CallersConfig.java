package dev.bellhop.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may call: one entry per pair of issuer and audience. Nothing is trusted and nothing is permitted unless it stands here; every
 * value is judged at start, by {@link TrustedCallers}.
 */
@ConfigMapping(prefix = "bellhop.callers")
interface CallersConfig {
    /** By a name of the operator's choice, which logs and audit records use. */
    @WithParentName
    Map<String, CallerSettings> callers();

    /** One trusted caller issuer, as seen by one audience. */
    interface CallerSettings {
        /** Equals {@code iss} byte for byte. Required. Without a key location an https URL, asked for its discovery document. */
        Optional<String> issuer();

        /** The {@code aud} meant for this service. Required; there is no default. */
        Optional<String> audience();

        /**
         * For an {@code audience} that is not one of ours but is issued for this service alone (an Entra application's id). Without
         * it such a caller needs exact subjects, because its tokens are made for others too.
         */
        Optional<Boolean> dedicatedAudience();

        /** The https URL of the key set, instead of discovery. */
        Optional<String> jwksUri();

        /** A file with the key set, instead of discovery; read again when keys are refreshed. */
        Optional<String> jwksFile();

        /** The claim that names the caller's organization, or a list of them. Unset: claims name none. */
        Optional<String> organizationClaim();

        /** The claim that lists permissions, as a list or divided by spaces. Unset: claims give none. */
        Optional<String> permissionsClaim();

        /** Ceiling: organization ids, or {@code *}. Unset: none. */
        Optional<List<String>> organizations();

        /** Ceiling: permissions. Unset: none. */
        Optional<List<String>> permissions();

        /** What single subjects may do. */
        List<GrantSettings> grants();
    }

    /** Who it is for ({@code subject} and {@code claims}, all of which must match), and what it gives. */
    interface GrantSettings {
        /** {@code sub}; {@code *} stands for one whole segment between {@code :} or {@code /}. */
        Optional<String> subject();

        /** Further claims by name, or by JSON pointer from a leading {@code /}; same patterns. */
        Map<String, String> claims();

        /** Required, within the ceiling. */
        Optional<List<String>> permissions();

        /** Organization ids or {@code *}, within the ceiling. Unset: those of {@code organization-claim}. */
        Optional<List<String>> organizations();

        /** The audiences for which this subject may ask the issuer for tokens. Unset: none. */
        Optional<List<String>> audiences();

        /** The only automations this grant holds for. Unset: all. */
        Optional<List<String>> automations();
    }
}

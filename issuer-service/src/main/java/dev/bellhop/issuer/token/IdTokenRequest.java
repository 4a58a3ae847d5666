package dev.bellhop.issuer.token;

import dev.bellhop.caller.Audiences;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A request of GitHub's protocol as it arrives: path and query, nothing judged yet. */
record IdTokenRequest(String organization, List<String> version, List<String> audience, List<String> automation) {
    private static final String VERSION = "1";

    /** @throws TokenException what is missing, given twice or malformed */
    TokenTarget target() {
        if (!once("v", version).equals(Optional.of(VERSION))) {
            throw TokenException.invalidRequest("v must be " + VERSION);
        }
        String wanted =
                once("audience", audience).orElseThrow(() -> TokenException.invalidRequest("audience is missing"));
        if (wanted.equals(Audiences.KICKOFF)) {
            throw TokenException.invalidTarget(
                    "audience " + Audiences.KICKOFF + " is minted by POST /oauth2/token only");
        }
        return new TokenTarget(
                wanted,
                id("organization", organization),
                once("automation", automation).map(text -> id("automation", text)),
                Optional.empty());
    }

    private static UUID id(String name, String text) {
        return TokenRequest.uuid(text).orElseThrow(() -> TokenException.invalidRequest(name + " must be a UUID"));
    }

    /** A parameter without a value counts as absent, as in the body of a token request. */
    private static Optional<String> once(String name, List<String> values) {
        List<String> given = values.stream().filter(value -> !value.isEmpty()).toList();
        if (given.size() > 1) {
            throw TokenException.invalidRequest(name + " is given more than once");
        }
        return given.stream().findFirst();
    }
}

package dev.bellhop.caller;

import java.util.Set;

/** The audiences ({@code aud}, RFC 7519 section 4.1.3) that mean a part of Bellhop and nothing else. */
public final class Audiences {
    public static final String ISSUER = "bellhop-issuer";
    public static final String CONFIG = "bellhop-config";
    public static final String RESOLVER = "bellhop-resolver";
    /** Kickoff grants: proof that a kickoff record was written by someone who may start it. */
    public static final String KICKOFF = "bellhop-kickoff";

    /** All of the above; no token may carry two of them, and no subject token may carry one. */
    public static final Set<String> ALL = Set.of(ISSUER, CONFIG, RESOLVER, KICKOFF);

    /** The audiences of HTTP services, of which one service has exactly one. */
    static final Set<String> SERVICES = Set.of(ISSUER, CONFIG, RESOLVER);

    private Audiences() {}
}

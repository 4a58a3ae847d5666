package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.ALGORITHM_REFUSED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** An issuer's published keys (RFC 7517, section 5), without those that we would not verify with. */
record JsonWebKeys(List<VerificationKey> keys) {
    private static final Logger LOG = Logger.getLogger(JsonWebKeys.class);

    /** @throws IOException if it is no key set, or none of its keys can be used: never take an empty set for an answer */
    static JsonWebKeys parse(byte[] json) throws IOException {
        if (!(StrictJson.object(json).get("keys") instanceof List<?> published)) {
            throw new IOException("it has no list of keys");
        }
        List<VerificationKey> usable = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Object entry : published) {
            read(entry, leftOut).ifPresent(usable::add);
        }
        if (usable.isEmpty()) {
            throw new IOException("none of its " + published.size() + " keys can be used" + first(leftOut));
        }
        return new JsonWebKeys(List.copyOf(usable));
    }

    private static Optional<VerificationKey> read(Object entry, List<String> leftOut) {
        if (!(entry instanceof Map<?, ?> jwk)) {
            return Optional.empty();
        }
        try {
            @SuppressWarnings("unchecked") // JSON objects have text keys
            Map<String, Object> members = (Map<String, Object>) jwk;
            return Optional.of(VerificationKey.of(members));
        } catch (VerificationKey.UnusableKeyException e) {
            String why = Presented.of(jwk.get("kid")) + ": " + e.getMessage();
            LOG.debugf("key left out, %s", why);
            leftOut.add(why);
            return Optional.empty();
        }
    }

    private static String first(List<String> leftOut) {
        return leftOut.isEmpty() ? "" : ", such as " + leftOut.get(0);
    }

    /**
     * The key a token names, or without {@code kid} the only one that fits.
     *
     * @return empty if the issuer publishes no such key (any more, or yet)
     * @throws CallerException if there is one but not for this algorithm
     */
    Optional<VerificationKey> find(Optional<String> kid, String algorithm) {
        List<VerificationKey> named = kid.isEmpty()
                ? keys
                : keys.stream().filter(key -> key.kid().equals(kid)).toList();
        List<VerificationKey> fitting =
                named.stream().filter(key -> key.fits(algorithm)).toList();
        if (kid.isPresent() && !named.isEmpty() && fitting.isEmpty()) {
            throw new CallerException(
                    ALGORITHM_REFUSED,
                    "the token's alg " + algorithm + " does not fit the key " + Presented.of(kid.get()));
        }
        return kid.isPresent() || fitting.size() == 1 ? fitting.stream().findFirst() : Optional.empty();
    }
}

package dev.bellhop.issuer.key;

import dev.bellhop.issuer.key.RsaPem.Unusable;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Reads public keys that an operator lists: PEM blocks one after the other ({@code PUBLIC KEY}, RFC 7468, section 13, or {@code RSA PUBLIC KEY}),
 * each named by its thumbprint, or a JSON Web Key Set as this service publishes it (RFC 7517, section 5), each named by its {@code kid}.
 */
final class PublicKeys {
    /** What every verifier takes: printable, and no character that needs escaping in JSON or a URL. */
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (?<label>[A-Z0-9 ]{1,40})-----(?<body>[^-]*)-----END \\k<label>-----\\s*", Pattern.DOTALL);

    private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private PublicKeys() {}

    static boolean isKeyId(String kid) {
        return KEY_ID.matcher(kid).matches();
    }

    /** The keys in their order; never none. */
    static List<PublishedKey> read(String text) throws Unusable {
        String unfolded = RsaPem.unfolded(text);
        return unfolded.startsWith("{") ? ofKeySet(unfolded) : ofPem(unfolded);
    }

    private static List<PublishedKey> ofPem(String text) throws Unusable {
        List<PublishedKey> keys = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        int end = 0;
        while (block.find() && block.start() == end) {
            RSAPublicKey key = parsed(block.group("label"), RsaPem.decoded(block.group("body")));
            keys.add(new PublishedKey(PublishedKey.thumbprint(key), key));
            end = block.end();
        }
        if (keys.isEmpty() || end != text.length()) {
            throw new Unusable("is neither a JSON Web Key Set nor a row of PEM blocks"
                    + " (-----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----) and nothing else");
        }
        return keys;
    }

    private static RSAPublicKey parsed(String label, byte[] der) throws Unusable {
        if (label.endsWith("PRIVATE KEY")) {
            throw new Unusable("holds a private key: expected public keys");
        }
        byte[] info =
                switch (label) {
                    case "PUBLIC KEY" -> der;
                    case "RSA PUBLIC KEY" -> wrapped(der);
                    default -> throw new Unusable("holds a " + label + ": expected PUBLIC KEY or RSA PUBLIC KEY");
                };
        try {
            return checked((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info)));
        } catch (GeneralSecurityException unreadable) {
            throw new Unusable("holds a key that cannot be read as an RSA public key");
        }
    }

    /** SubjectPublicKeyInfo around an RSAPublicKey (RFC 5280, section 4.1; RFC 8017, appendix A.1.1). */
    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream bits = new ByteArrayOutputStream();
        bits.write(0);
        bits.writeBytes(pkcs1);
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes(RsaPem.RSA_ENCRYPTION);
        info.writeBytes(RsaPem.tagged(0x03, bits.toByteArray()));
        return RsaPem.tagged(0x30, info.toByteArray());
    }

    private static List<PublishedKey> ofKeySet(String json) throws Unusable {
        Object members;
        try {
            members = JsonUtil.parseJson(json).get("keys");
        } catch (JoseException notJson) {
            throw new Unusable("is not valid JSON");
        }
        if (!(members instanceof List<?> listed) || listed.isEmpty()) {
            throw new Unusable("is not a JSON Web Key Set: expected {\"keys\":[...]} with a key or more");
        }
        List<PublishedKey> keys = new ArrayList<>();
        for (Object member : listed) {
            keys.add(ofJwk(member));
        }
        return keys;
    }

    private static PublishedKey ofJwk(Object member) throws Unusable {
        if (!(member instanceof Map<?, ?> jwk) || !"RSA".equals(jwk.get("kty"))) {
            throw new Unusable("holds a key that is not of \"kty\":\"RSA\"");
        }
        if (jwk.keySet().stream().anyMatch(PRIVATE_MEMBERS::contains)) {
            throw new Unusable("holds a private key: expected public keys");
        }
        if (!(jwk.get("n") instanceof String n) || !(jwk.get("e") instanceof String e)) {
            throw new Unusable("holds a key without \"n\" or \"e\"");
        }
        RSAPublicKey key;
        try {
            key = checked(new RsaJsonWebKey(Map.of("kty", "RSA", "n", n, "e", e)).getRsaPublicKey());
        } catch (JoseException unreadable) {
            throw new Unusable("holds a key that cannot be read as an RSA public key");
        }
        String kid = Optional.<Object>ofNullable(jwk.get("kid"))
                .orElse(PublishedKey.thumbprint(key))
                .toString();
        if (!isKeyId(kid)) {
            throw new Unusable("holds a key whose \"kid\" is not 1 to 128 characters of A-Z a-z 0-9 . _ ~ -");
        }
        return new PublishedKey(kid, key);
    }

    private static RSAPublicKey checked(RSAPublicKey key) throws Unusable {
        int bits = key.getModulus().bitLength();
        if (bits < RsaPem.MINIMUM_BITS) {
            throw new Unusable("holds an RSA key of " + bits + " bits: expected at least " + RsaPem.MINIMUM_BITS);
        }
        return key;
    }
}

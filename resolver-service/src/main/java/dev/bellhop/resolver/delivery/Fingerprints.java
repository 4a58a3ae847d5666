package dev.bellhop.resolver.delivery;

import dev.bellhop.resolver.secret.SecretText;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed fingerprints: whether two kickoffs got the same value can be seen in manifests, which value it was cannot, and neither can
 * two organizations' values be compared. HMAC-SHA-256 under a key derived per organization by HKDF (RFC 5869), cut to 128 bits.
 */
@Startup // without its key there is no start
@ApplicationScoped
public class Fingerprints {
    private static final String MAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final int SHOWN_BYTES = 16;

    private final SecretKeySpec pseudoRandomKey;

    @Inject
    Fingerprints(FingerprintKey file) {
        this(file.read());
    }

    Fingerprints(byte[] keyMaterial) {
        this.pseudoRandomKey = extract(keyMaterial);
    }

    /**
     * @param credential the credential it was read with; null for a value that came without one
     * @param name the secret's name; the variable's key for a value that came without a credential
     * @return {@code hmac-sha256:} and 32 hexadecimal digits
     */
    public String of(UUID organization, UUID credential, String name, SecretText value) {
        Mac mac = mac(expand(organization));
        if (credential != null) {
            mac.update(bytes(credential.toString()));
        }
        mac.update((byte) 0);
        mac.update(bytes(name));
        mac.update((byte) 0);
        byte[] tag = mac.doFinal(bytes(value.reveal()));
        return "hmac-sha256:" + HexFormat.of().formatHex(Arrays.copyOf(tag, SHOWN_BYTES));
    }

    /** RFC 5869, section 2.2, without a salt: a string of zeros as long as the hash. */
    private static SecretKeySpec extract(byte[] keyMaterial) {
        return new SecretKeySpec(
                mac(new SecretKeySpec(new byte[HASH_BYTES], MAC)).doFinal(keyMaterial), MAC);
    }

    /** RFC 5869, section 2.3, for one block: {@code info} is the organization's id in its canonical text form. */
    private SecretKeySpec expand(UUID organization) {
        Mac mac = mac(pseudoRandomKey);
        mac.update(bytes(organization.toString()));
        return new SecretKeySpec(mac.doFinal(new byte[] {1}), MAC);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

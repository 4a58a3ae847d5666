package dev.bellhop.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.http.Https;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Where an automation runs: holds the P-256 key its environment is sealed to (RFC 7516, ECDH-ES and A256GCM) and opens that environment.
 */
public final class Worker {
    private final EllipticCurveJsonWebKey key;

    public Worker() {
        try {
            key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException("this JVM has no P-256 keys", e);
        }
    }

    /** The JWK a kickoff names as its recipient. */
    public Map<String, Object> publicKey() {
        return new TreeMap<>(key.toParams(OutputControlLevel.PUBLIC_ONLY));
    }

    /** RFC 7638, SHA-256, base64url. */
    static String thumbprint(Map<String, Object> publicKey) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(publicKey).calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (JoseException e) {
            throw new IllegalArgumentException("not a public JWK", e);
        }
    }

    /**
     * Opens a resolved result.
     *
     * @param result the data of a result event
     * @throws UnopenedException if it was not sealed to this worker, was changed, or was sealed for another kickoff
     */
    public Environment open(JsonNode result) {
        JsonNode plain = decrypt(result.path("environment").asText());
        Stream.of("kickoffId", "organizationId", "automationId")
                .filter(id -> !plain.path(id).isTextual() || !plain.get(id).equals(result.get(id)))
                .findFirst()
                .ifPresent(id -> {
                    throw new UnopenedException("the environment was sealed for another " + id, null);
                });
        Map<String, String> values = new TreeMap<>();
        plain.path("environment")
                .fields()
                .forEachRemaining(
                        entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return new Environment(values, plain.path("manifest"));
    }

    private JsonNode decrypt(String jwe) {
        try {
            JsonWebEncryption encryption = new JsonWebEncryption();
            encryption.setAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.ECDH_ES));
            encryption.setContentEncryptionAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM));
            encryption.setCompactSerialization(jwe);
            encryption.setKey(key.getPrivateKey());
            return Https.JSON.readTree(encryption.getPlaintextBytes());
        } catch (JoseException e) {
            throw new UnopenedException("this worker's key does not open the environment", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the environment is not JSON", e);
        }
    }

    /**
     * What the automation gets.
     *
     * @param manifest what was read, when and in which version, with the secrets' names
     */
    public record Environment(Map<String, String> values, JsonNode manifest) {
        public Environment {
            values = Map.copyOf(values);
        }

        @Override
        public String toString() {
            return "Environment[" + values.size() + " variables]";
        }
    }

    /** The environment is not for this worker. */
    public static final class UnopenedException extends RuntimeException {
        UnopenedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.secret.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * Seals an environment to its recipient: compact JWE (RFC 7516), ECDH-ES directly agreed (RFC 7518, section 4.6) and A256GCM, never
 * compressed, because the length of a compressed text speaks about its contents. The opener compares the ids inside with those
 * it asked for: an environment sealed for one kickoff cannot pass for another's.
 */
@ApplicationScoped
public class Sealing {
    /** Leaves room for the manifest in a record of the broker's default 1 MiB. */
    public static final int LARGEST_SEALED_BYTES = 768 * 1024;

    private final ObjectMapper json;

    Sealing(ObjectMapper json) {
        this.json = json;
    }

    /** The compact JWE; fails with {@link Reason#ENVIRONMENT_TOO_LARGE} past {@link #LARGEST_SEALED_BYTES}. */
    public String seal(Environment environment, Recipient recipient) {
        byte[] plaintext = plaintext(environment);
        try {
            refuseOver(plaintext.length / 3 * 4);
            String sealed = encrypt(plaintext, recipient);
            refuseOver(sealed.length());
            return sealed;
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private static String encrypt(byte[] plaintext, Recipient recipient) {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES);
        jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
        jwe.setKeyIdHeaderValue(recipient.thumbprint());
        jwe.setContentTypeHeaderValue("application/json");
        jwe.setKey(recipient.key());
        jwe.setPlaintext(plaintext);
        try {
            return jwe.getCompactSerialization();
        } catch (JoseException refused) {
            throw new IllegalStateException("the environment could not be sealed to " + recipient, refused);
        }
    }

    private byte[] plaintext(Environment environment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("kickoffId", environment.kickoffId().toString());
            out.writeStringField("organizationId", environment.organizationId().toString());
            out.writeStringField("automationId", environment.automationId().toString());
            out.writeObjectFieldStart("environment");
            for (Map.Entry<String, SecretText> value : environment.values().entrySet()) {
                out.writeStringField(value.getKey(), value.getValue().reveal());
            }
            out.writeEndObject();
            out.writeFieldName("manifest");
            json.writeValue(out, environment.manifest());
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static void refuseOver(int bytes) {
        if (bytes > LARGEST_SEALED_BYTES) {
            throw new ResolutionException(Diagnosis.of(Reason.ENVIRONMENT_TOO_LARGE));
        }
    }
}

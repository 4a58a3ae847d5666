package dev.bellhop.config.variable;

import dev.bellhop.config.administration.AdministeredRow;
import dev.bellhop.config.credential.SecretProvider;
import dev.bellhop.config.encryption.Place;
import dev.bellhop.config.encryption.Plaintext;
import dev.bellhop.config.encryption.Purpose;
import dev.bellhop.config.encryption.Sealer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;

/** Values are here as ciphertext only. */
@Entity
@Table(name = "environment_variable")
class EnvironmentVariable extends AdministeredRow {
    @Column(nullable = false)
    private String key;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Source source;

    /** Of a variable from the default credential; else null. */
    @Enumerated(EnumType.STRING)
    private SecretProvider provider;

    private UUID credentialId;
    private String secretReference;
    private String secretVersion;

    @Column(nullable = false)
    private boolean required;

    /** Sealed anew under another key it is the same value, so this alone is no new revision; as is the next. */
    @OptimisticLock(excluded = true)
    private byte[] sealedValue;

    @OptimisticLock(excluded = true)
    private byte[] sealedDefaultValue;

    /** Counts writes of either value; a plan's ETag rests on it, since the values themselves are not in the plan. */
    @Column(nullable = false)
    private int valueRevision;

    /** For Hibernate. */
    protected EnvironmentVariable() {}

    EnvironmentVariable(UUID organization, EnvironmentVariableRequest request, Sealer sealer, Instant now) {
        super(organization, UUID.randomUUID(), now);
        apply(request, sealer);
    }

    /** A blank value leaves the stored one, where the new source still has a use for it. */
    final void apply(EnvironmentVariableRequest request, Sealer sealer) {
        key = request.key();
        source = request.source();
        provider = request.provider();
        credentialId = request.credentialId();
        secretReference = request.secretName();
        secretVersion = request.version();
        required = request.required();
        boolean direct = source == Source.DIRECT;
        sealedValue = direct ? kept(sealedValue, request.value(), Purpose.DIRECT_VALUE, sealer) : null;
        sealedDefaultValue = direct || request.dropsDefaultValue()
                ? null
                : kept(sealedDefaultValue, request.defaultValue(), Purpose.DEFAULT_VALUE, sealer);
    }

    /** The new value, or else the stored one, under today's key. */
    private byte[] kept(byte[] stored, Plaintext written, Purpose purpose, Sealer sealer) {
        if (written != null) {
            valueRevision++;
            return sealer.seal(written, place(purpose));
        }
        return stored == null ? null : sealer.resealed(stored, place(purpose));
    }

    @Override
    protected String sortKey() {
        return key;
    }

    private Place place(Purpose purpose) {
        return new Place(organizationId(), id(), purpose);
    }

    String key() {
        return key;
    }

    Source source() {
        return source;
    }

    SecretProvider provider() {
        return provider;
    }

    UUID credentialId() {
        return credentialId;
    }

    String secretReference() {
        return secretReference;
    }

    String secretVersion() {
        return secretVersion;
    }

    boolean required() {
        return required;
    }

    boolean hasDefaultValue() {
        return sealedDefaultValue != null;
    }

    /** How much its values take as they are stored. */
    long sealedBytes() {
        return (sealedValue == null ? 0 : sealedValue.length)
                + (sealedDefaultValue == null ? 0 : sealedDefaultValue.length);
    }

    int valueRevision() {
        return valueRevision;
    }
}

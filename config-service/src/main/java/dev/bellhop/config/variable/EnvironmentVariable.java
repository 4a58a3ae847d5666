package dev.bellhop.config.variable;

import dev.bellhop.config.administration.AdministeredRow;
import dev.bellhop.config.credential.SecretProvider;
import dev.bellhop.config.encryption.Place;
import dev.bellhop.config.encryption.Purpose;
import dev.bellhop.config.encryption.Sealer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

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

    private byte[] sealedValue;
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
        if (source == Source.DIRECT) {
            sealedDefaultValue = null;
            if (request.value() != null) {
                sealedValue = sealer.seal(request.value(), place(Purpose.DIRECT_VALUE));
                valueRevision++;
            }
        } else {
            sealedValue = null;
            if (request.defaultValue() != null) {
                sealedDefaultValue = sealer.seal(request.defaultValue(), place(Purpose.DEFAULT_VALUE));
                valueRevision++;
            } else if (Boolean.FALSE.equals(request.hasDefaultValue())) {
                sealedDefaultValue = null;
            }
        }
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

package dev.bellhop.issuer.key;

import java.security.GeneralSecurityException;

/** Makes signing keys and opens stored ones. Takes its time: not for an event loop. */
interface Keysmith {
    /** A new key pair, sealed. */
    SealedKey make();

    /** @throws GeneralSecurityException if it does not open with this service's keyset */
    SigningKey open(StoredKey key) throws GeneralSecurityException;
}

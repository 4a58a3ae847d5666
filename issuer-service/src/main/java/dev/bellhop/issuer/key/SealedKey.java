package dev.bellhop.issuer.key;

import org.jose4j.json.JsonUtil;

/** A key made beforehand, outside any transaction, ready to be stored. */
record SealedKey(String kid, String publicJwk, byte[] sealed) {
    static SealedKey of(SigningKey key, byte[] sealed) {
        return new SealedKey(key.kid(), JsonUtil.toJson(key.jwk()), sealed);
    }

    @Override
    public String toString() {
        return "SealedKey[" + kid + "]";
    }
}

package dev.anvil.metadata.secret;

/** A secret as it lies in the database: the id of the key that opens it, and the ciphertext. */
public final class SealedSecret {
    private final String keyId;
    private final byte[] ciphertext;

    public SealedSecret(String keyId, byte[] ciphertext) {
        this.keyId = keyId;
        this.ciphertext = ciphertext.clone();
    }

    public String keyId() {
        return keyId;
    }

    public byte[] ciphertext() {
        return ciphertext.clone();
    }
}

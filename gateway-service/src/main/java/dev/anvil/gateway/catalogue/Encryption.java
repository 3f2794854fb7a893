package dev.anvil.gateway.catalogue;

/** How the bytes of a version are encrypted; what is needed to find the key again, never the key itself. */
public sealed interface Encryption {
    /** Under a key of its own, which lies here wrapped under the key of the installation. */
    record ByService(String keyId, String wrappedKey) implements Encryption {}

    /**
     * Under a key of its own, which lies here wrapped under a key with a name, by who keeps that one.
     *
     * @param bucketKey what the client said of S3's way to save calls to the keeper, kept to be told
     */
    record ByNamedKey(NamedKey key, EncryptionContext context, boolean bucketKey, String wrappedKey)
            implements Encryption {}

    /** Under a key that the client keeps; salt and check tell whether a key is that one. */
    record ByCustomer(String salt, String check) implements Encryption {}
}

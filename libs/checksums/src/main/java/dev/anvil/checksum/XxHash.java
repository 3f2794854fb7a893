package dev.anvil.checksum;

/** The xxHashes that S3 knows, each over one message and without a seed. Used by one thread at a time. */
public sealed interface XxHash permits Xx64, Xx3, Xx128 {
    void update(byte[] bytes, int offset, int length);

    /** Of all that came, the most significant byte first; nothing can follow. */
    byte[] digest();

    /** Of this message alone. */
    default byte[] over(byte[] message) {
        update(message, 0, message.length);
        return digest();
    }

    /** The first one, with 64 bits. */
    static XxHash of64() {
        return new Xx64();
    }

    /** XXH3 with 64 bits. */
    static XxHash of3() {
        return new Xx3();
    }

    /** XXH3 with 128 bits. */
    static XxHash of128() {
        return new Xx128();
    }
}

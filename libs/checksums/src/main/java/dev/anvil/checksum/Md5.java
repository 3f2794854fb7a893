package dev.anvil.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The MD5 of one message, which S3's entity tags are. Used by one thread at a time, but for {@link #hurry()}. */
public sealed interface Md5 permits CrewedMd5, JavaMd5 {
    void update(byte[] bytes, int offset, int length);

    /** From here on an update may take its time, to be done together with those of others, until somebody calls {@link #hurry()}. */
    void rest();

    /** Whoever waits for company waits no longer. From any thread. */
    void hurry();

    /** The digest of all that came; nothing can follow. */
    byte[] digest();

    static Md5 create() {
        return NativeChecksums.WORK ? new CrewedMd5(Md5Crew.OF_THIS_PROCESS) : new JavaMd5(ofTheJdk());
    }

    /** How it is computed here, for logs. */
    static String explanation() {
        return NativeChecksums.WORK ? "sixteen messages at once" : "one by one: " + NativeChecksums.reason();
    }

    private static MessageDigest ofTheJdk() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }
}

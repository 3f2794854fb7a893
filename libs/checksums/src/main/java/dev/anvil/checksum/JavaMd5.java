package dev.anvil.checksum;

import java.security.MessageDigest;

/** The JDK's. */
record JavaMd5(MessageDigest ofTheJdk) implements Md5 {
    @Override
    public void update(byte[] bytes, int offset, int length) {
        ofTheJdk.update(bytes, offset, length);
    }

    /** It never waits for company. */
    @Override
    public void rest() {}

    @Override
    public void hurry() {}

    @Override
    public byte[] digest() {
        return ofTheJdk.digest();
    }
}

package dev.anvil.checksum;

import java.security.MessageDigest;

/** The JDK's. */
record JavaMd5(MessageDigest ofTheJdk) implements Md5 {
    @Override
    public void update(byte[] bytes, int offset, int length) {
        ofTheJdk.update(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
        return ofTheJdk.digest();
    }
}

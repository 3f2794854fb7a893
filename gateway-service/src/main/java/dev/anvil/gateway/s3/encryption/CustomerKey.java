package dev.anvil.gateway.s3.encryption;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key that a client sends along with each request. Never shows in a log. */
final class CustomerKey {
    private static final String OF_TARGET = "x-amz-server-side-encryption-customer-";
    private static final String OF_SOURCE = "x-amz-copy-source-server-side-encryption-customer-";
    private static final int KEY_BYTES = 32;

    private final byte[] bytes;
    private final String md5;

    private CustomerKey(byte[] bytes, String md5) {
        this.bytes = bytes;
        this.md5 = md5;
    }

    static Optional<CustomerKey> of(Headers headers) {
        return of(headers, OF_TARGET);
    }

    static Optional<CustomerKey> ofSource(Headers headers) {
        return of(headers, OF_SOURCE);
    }

    private static Optional<CustomerKey> of(Headers headers, String prefix) {
        String algorithm = headers.get(prefix + "algorithm");
        String key = headers.get(prefix + "key");
        String md5 = headers.get(prefix + "key-md5");
        if (algorithm == null && key == null && md5 == null) {
            return Optional.empty();
        }
        if (algorithm == null) {
            throw invalid(
                    prefix + "algorithm",
                    "Requests specifying Server Side Encryption with Customer provided keys must provide a valid "
                            + "encryption algorithm.");
        }
        if (!algorithm.equals("AES256")) {
            throw new S3Error(S3ErrorCode.INVALID_ENCRYPTION_ALGORITHM);
        }
        byte[] bytes = base64(key);
        if (bytes.length != KEY_BYTES) {
            throw invalid(
                    prefix + "key",
                    "Requests specifying Server Side Encryption with Customer provided keys must provide an appropriate "
                            + "secret key.");
        }
        if (md5 == null || !MessageDigest.isEqual(base64(md5), md5(bytes))) {
            throw invalid(
                    prefix + "key-md5", "The calculated MD5 hash of the key did not match the hash that was provided.");
        }
        return Optional.of(new CustomerKey(bytes, md5));
    }

    byte[] bytes() {
        return bytes;
    }

    /** As it was sent, for the answer. */
    String md5() {
        return md5;
    }

    private static byte[] base64(@Nullable String text) {
        try {
            return text == null ? new byte[0] : Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] md5(byte[] key) {
        try {
            return MessageDigest.getInstance("MD5").digest(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    private static S3Error invalid(String name, String message) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, message).with("ArgumentName", name);
    }

    @Override
    public String toString() {
        return "CustomerKey[hidden]";
    }
}

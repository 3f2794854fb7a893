package dev.anvil.gateway.encryption;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The key of the installation and those that it had before, by ids that tell nothing of them. Empty in a gateway that was given
 * none: clients may bring their own.
 */
final class InstallationKeys {
    private static final int KEY_ID_BYTES = 8;

    private final SequencedMap<String, byte[]> keys = new LinkedHashMap<>();

    InstallationKeys(List<byte[]> keys) {
        for (byte[] key : keys) {
            String id = HexFormat.of().formatHex(Macs.derive(key, "anvil object key id", new byte[0]), 0, KEY_ID_BYTES);
            this.keys.putIfAbsent(id, key.clone());
        }
    }

    /** The one that wraps. */
    Map.Entry<String, byte[]> current() {
        Map.Entry<String, byte[]> first = keys.firstEntry();
        if (first == null) {
            throw new S3Error(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "Server-side encryption needs ANVIL_SECRET_ENCRYPTION_KEY, which this gateway was not given.");
        }
        return first;
    }

    byte[] withId(String id) {
        byte[] key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("an object was encrypted under the key " + id + ", and this gateway has "
                    + keys.keySet() + " (ANVIL_SECRET_ENCRYPTION_KEY and ANVIL_SECRET_DECRYPTION_KEYS)");
        }
        return key;
    }

    @Override
    public String toString() {
        return "InstallationKeys[hidden]";
    }
}

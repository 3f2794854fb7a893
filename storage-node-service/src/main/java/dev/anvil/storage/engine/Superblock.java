package dev.anvil.storage.engine;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.storage.engine.StorageFailure.DriveRefused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What a drive says of itself. Text, so that an operator can read it.
 *
 * @param catalogue the regional catalogue that names this drive's shards; unknown until it has told
 * @param epoch the highest epoch of that catalogue that this drive has seen
 */
public record Superblock(DriveId drive, NodeId node, Optional<UUID> catalogue, long epoch) {
    /** The version of everything on the drive: superblock, segments, records. */
    static final int FORMAT = 1;

    public Superblock {
        if (epoch < 0) {
            throw new IllegalArgumentException("an epoch is not negative: " + epoch);
        }
    }

    public static Superblock fresh(NodeId node) {
        return new Superblock(DriveId.create(), node, Optional.empty(), 0);
    }

    /** The same drive, moved to a node. */
    public Superblock onNode(NodeId other) {
        return new Superblock(drive, other, catalogue, epoch);
    }

    ByteBuffer encode() {
        String text = "format=" + FORMAT + "\ndrive=" + drive + "\nnode=" + node + "\ncatalogue="
                + catalogue.map(UUID::toString).orElse("") + "\nepoch=" + epoch + "\n";
        return StandardCharsets.UTF_8.encode(text + "crc32c=" + crcOf(text) + "\n");
    }

    /** Empty when the text is cut or changed. */
    static Optional<Superblock> decode(ByteBuffer bytes) {
        String text = StandardCharsets.UTF_8.decode(bytes).toString();
        int crcAt = text.indexOf("crc32c=");
        if (crcAt < 0 || !text.substring(crcAt).equals("crc32c=" + crcOf(text.substring(0, crcAt)) + "\n")) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        text.lines().map(line -> line.split("=", 2)).forEach(pair -> values.put(pair[0], pair[1]));
        int format = Integer.parseInt(value(values, "format"));
        if (format > FORMAT) {
            throw new DriveRefused("the drive has format " + format + ", this version of Anvil knows formats up to "
                    + FORMAT + "; start the version that wrote it, or a newer one");
        }
        String catalogue = value(values, "catalogue");
        return Optional.of(new Superblock(
                DriveId.parse(value(values, "drive")),
                NodeId.parse(value(values, "node")),
                catalogue.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(catalogue)),
                Long.parseLong(value(values, "epoch"))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new DriveRefused("the drive's superblock lacks '" + name + "'");
        }
        return value;
    }

    private static String crcOf(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}

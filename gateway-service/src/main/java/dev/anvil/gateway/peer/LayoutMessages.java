package dev.anvil.gateway.peer;

import com.google.protobuf.ByteString;
import dev.anvil.blob.BlobLayout;
import dev.anvil.gateway.catalogue.PartLayout;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.encryption.Chunks;
import dev.anvil.metadata.v1.ChecksumAlgorithm;
import dev.anvil.model.BlobId;
import dev.anvil.model.Checksum;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where bytes lie and what they sum up to, as messages. */
final class LayoutMessages {
    private LayoutMessages() {}

    static dev.anvil.metadata.v1.BlobLayout message(BlobLayout layout) {
        var message = dev.anvil.metadata.v1.BlobLayout.newBuilder()
                .setBlobId(Uuids.toBytes(layout.blob().value()))
                .setLength(layout.length())
                .setScheme(dev.anvil.metadata.v1.Scheme.newBuilder()
                        .setData(layout.scheme().data())
                        .setParity(layout.scheme().parity()))
                .setUnitBytes(layout.unitBytes());
        for (int slot = 0; slot < layout.scheme().shards(); slot++) {
            message.addShards(layout.shard(slot)
                    .map(LayoutMessages::message)
                    .orElse(dev.anvil.metadata.v1.ShardPlacement.getDefaultInstance()));
        }
        return message.build();
    }

    private static dev.anvil.metadata.v1.ShardPlacement message(ShardPlacement shard) {
        return dev.anvil.metadata.v1.ShardPlacement.newBuilder()
                .setDriveId(Uuids.toBytes(shard.drive().value()))
                .setShardId(Uuids.toBytes(shard.shard().value()))
                .build();
    }

    static BlobLayout layout(dev.anvil.metadata.v1.BlobLayout message) {
        return new BlobLayout(
                new BlobId(Uuids.fromBytes(message.getBlobId())),
                message.getLength(),
                new Scheme(message.getScheme().getData(), message.getScheme().getParity()),
                message.getUnitBytes(),
                placements(message.getShardsList()));
    }

    private static Map<Integer, ShardPlacement> placements(List<dev.anvil.metadata.v1.ShardPlacement> messages) {
        Map<Integer, ShardPlacement> placements = new HashMap<>();
        for (int slot = 0; slot < messages.size(); slot++) {
            var message = messages.get(slot);
            if (!message.getShardId().isEmpty()) {
                placements.put(
                        slot,
                        new ShardPlacement(
                                new DriveId(Uuids.fromBytes(message.getDriveId())),
                                new ShardId(Uuids.fromBytes(message.getShardId()))));
            }
        }
        return placements;
    }

    static PartLayout part(dev.anvil.metadata.v1.PartLayout message, boolean encrypted) {
        BlobLayout blob = layout(message.getBlob());
        return new PartLayout(
                message.getPartNumber(),
                message.getOffset(),
                encrypted ? Chunks.plainLength(blob.length()) : blob.length(),
                blob);
    }

    static dev.anvil.metadata.v1.Checksum message(StoredChecksum stored) {
        return message(stored.checksum()).toBuilder()
                .setComposite(stored.composite())
                .setParts(stored.parts())
                .build();
    }

    static dev.anvil.metadata.v1.Checksum message(Checksum checksum) {
        return dev.anvil.metadata.v1.Checksum.newBuilder()
                .setAlgorithm(message(checksum.algorithm()))
                .setValue(ByteString.copyFrom(checksum.bytes()))
                .build();
    }

    static List<StoredChecksum> checksums(List<dev.anvil.metadata.v1.Checksum> messages) {
        return messages.stream()
                .map(message -> new StoredChecksum(
                        new Checksum(
                                algorithm(message.getAlgorithm()),
                                message.getValue().toByteArray()),
                        message.getComposite(),
                        message.getParts()))
                .toList();
    }

    static ChecksumAlgorithm message(Checksum.Algorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_CRC32;
            case CRC32C -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_CRC32C;
            case CRC64NVME -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_CRC64NVME;
            case SHA1 -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_SHA1;
            case SHA256 -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_SHA256;
            case SHA512 -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_SHA512;
            case MD5 -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_MD5;
            case XXHASH64 -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_XXHASH64;
            case XXHASH3 -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_XXHASH3;
            case XXHASH128 -> ChecksumAlgorithm.CHECKSUM_ALGORITHM_XXHASH128;
        };
    }

    static Checksum.Algorithm algorithm(ChecksumAlgorithm message) {
        return switch (message) {
            case CHECKSUM_ALGORITHM_CRC32 -> Checksum.Algorithm.CRC32;
            case CHECKSUM_ALGORITHM_CRC32C -> Checksum.Algorithm.CRC32C;
            case CHECKSUM_ALGORITHM_CRC64NVME -> Checksum.Algorithm.CRC64NVME;
            case CHECKSUM_ALGORITHM_SHA1 -> Checksum.Algorithm.SHA1;
            case CHECKSUM_ALGORITHM_SHA256 -> Checksum.Algorithm.SHA256;
            case CHECKSUM_ALGORITHM_SHA512 -> Checksum.Algorithm.SHA512;
            case CHECKSUM_ALGORITHM_MD5 -> Checksum.Algorithm.MD5;
            case CHECKSUM_ALGORITHM_XXHASH64 -> Checksum.Algorithm.XXHASH64;
            case CHECKSUM_ALGORITHM_XXHASH3 -> Checksum.Algorithm.XXHASH3;
            case CHECKSUM_ALGORITHM_XXHASH128 -> Checksum.Algorithm.XXHASH128;
            case CHECKSUM_ALGORITHM_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a checksum by an unknown algorithm: " + message);
        };
    }
}

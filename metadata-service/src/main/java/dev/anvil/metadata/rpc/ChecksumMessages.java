package dev.anvil.metadata.rpc;

import com.google.protobuf.ByteString;
import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.metadata.v1.ChecksumAlgorithm;
import dev.anvil.model.Checksum;
import java.util.List;

/** Checksums and their algorithms. */
final class ChecksumMessages {
    private ChecksumMessages() {}

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

    static dev.anvil.metadata.v1.Checksum message(StoredChecksum stored) {
        return dev.anvil.metadata.v1.Checksum.newBuilder()
                .setAlgorithm(message(stored.checksum().algorithm()))
                .setValue(ByteString.copyFrom(stored.checksum().bytes()))
                .setComposite(stored.composite())
                .setParts(stored.parts())
                .build();
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
                throw new IllegalArgumentException("an unknown checksum algorithm: " + message);
        };
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
}

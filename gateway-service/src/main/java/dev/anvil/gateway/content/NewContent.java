package dev.anvil.gateway.content;

import dev.anvil.blob.BlobLayout;
import dev.anvil.gateway.body.BodyDigests;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body that lies on drives, whole and verified. Without a layout where it had no bytes. */
public record NewContent(
        BodyDigests digests,
        @Nullable BlobLayout layout,
        @Nullable Sealing sealing) {
    /**
     * As the catalogue takes it, with those of its checksums that are to be kept: others may have been computed only because a
     * signature needed them.
     */
    public StoredContent stored(Set<Checksum.Algorithm> kept) {
        List<StoredChecksum> checksums = kept.stream()
                .sorted()
                .flatMap(algorithm -> digests.checksum(algorithm).stream())
                .map(StoredChecksum::ofWhole)
                .toList();
        ETag tag = sealing == null ? digests.md5() : sealing.tag(digests.md5());
        return new StoredContent(digests.length(), tag, checksums, layout);
    }
}

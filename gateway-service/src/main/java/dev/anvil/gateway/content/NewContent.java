package dev.anvil.gateway.content;

import dev.anvil.blob.BlobLayout;
import dev.anvil.gateway.body.BodyDigests;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.model.Checksum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A body that lies on drives, whole and verified. Without a layout where it had no bytes. */
public record NewContent(BodyDigests digests, @Nullable BlobLayout layout) {
    /** With all its checksums, as the catalogue takes it. */
    public StoredContent stored() {
        List<StoredChecksum> checksums = digests.checksums().values().stream()
                .sorted((one, other) -> one.algorithm().compareTo(other.algorithm()))
                .map(StoredChecksum::ofWhole)
                .toList();
        return new StoredContent(digests.length(), digests.md5(), checksums, layout);
    }

    public List<Checksum.Algorithm> algorithms() {
        return digests.checksums().keySet().stream().sorted().toList();
    }
}

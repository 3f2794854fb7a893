package dev.anvil.metadata.multipart;

import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.model.ETag;
import java.time.Instant;
import java.util.List;

/** A part that was uploaded. */
public record Part(PartNumber number, long size, ETag etag, Instant modified, List<StoredChecksum> checksums) {}

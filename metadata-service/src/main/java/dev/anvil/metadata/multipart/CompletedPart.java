package dev.anvil.metadata.multipart;

import dev.anvil.metadata.object.StoredChecksum;
import java.util.List;

/** A part as the client names it when it completes; the entity tag is what it believes to have uploaded. */
public record CompletedPart(PartNumber number, String etag, List<StoredChecksum> checksums) {}

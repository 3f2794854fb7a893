package dev.anvil.metadata.multipart;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.model.Checksum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Are the parts that a client names those that it uploaded, in order, and large enough? */
final class PartCheck {
    static final long LEAST_BYTES = 5L << 20;

    private final Map<Integer, Part> uploaded;

    /** By number. */
    PartCheck(Map<Integer, Part> uploaded) {
        this.uploaded = uploaded;
    }

    List<Part> check(List<CompletedPart> named) {
        requireRising(named);
        List<Part> parts = new ArrayList<>(named.size());
        for (CompletedPart part : named) {
            parts.add(match(part));
        }
        for (Part part : parts.subList(0, parts.size() - 1)) {
            if (part.size() < LEAST_BYTES) {
                throw Refusal.PART_TOO_SMALL.failure("part " + part.number().value() + " has " + part.size()
                        + " bytes; every part but the last has at least " + LEAST_BYTES);
            }
        }
        return parts;
    }

    private static void requireRising(List<CompletedPart> named) {
        int before = 0;
        for (CompletedPart part : named) {
            if (part.number().value() <= before) {
                throw Refusal.INVALID_PART_ORDER.failure(
                        "part " + part.number().value() + " is named after part " + before);
            }
            before = part.number().value();
        }
    }

    private Part match(CompletedPart named) {
        int number = named.number().value();
        Part part = uploaded.get(number);
        if (part == null) {
            throw Refusal.INVALID_PART.failure("part " + number + " was not uploaded");
        }
        if (!part.etag().value().equals(named.etag())) {
            throw Refusal.INVALID_PART.failure("part " + number + " has another entity tag than was named");
        }
        for (StoredChecksum claimed : named.checksums()) {
            Optional<Checksum> stored = WholeChecksum.find(claimed.checksum().algorithm(), part.checksums());
            if (stored.isPresent() && !stored.get().equals(claimed.checksum())) {
                throw Refusal.INVALID_PART.failure(
                        "part " + number + " has another " + claimed.checksum().algorithm() + " than was named");
            }
        }
        return part;
    }
}

package dev.anvil.gateway.catalogue;

import java.time.Instant;

/** Multipart uploads and their parts. */
public interface UploadCatalogue {
    int MAX_PARTS = 10_000;

    Upload create(NewUpload upload);

    Upload lookUp(UploadRef upload);

    /** Makes a part known. As with objects, its shards belong to the catalogue from here on. Answers when it was modified. */
    Instant commitPart(PartCommit commit);

    /** Parts with numbers greater than {@code after}. */
    PartPage listParts(UploadRef upload, int after, int limit);

    UploadPage list(UploadQuery query);

    Committed complete(UploadCompletion completion);

    void abort(UploadRef upload);
}

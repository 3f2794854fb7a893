package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.TagFields;

/** Puts tags in place of those that an object has. */
final class PutObjectTaggingHandler implements S3Handler.OfObject {
    private static final int MAX_DOCUMENT_BYTES = 64 * 1024;

    private final ObjectTagging tagging;

    PutObjectTaggingHandler(ObjectTagging tagging) {
        this.tagging = tagging;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_OBJECT_TAGGING;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        return tagging.put(
                S3Response.ok(),
                request,
                TagFields.of(request.call().body().readSmall(MAX_DOCUMENT_BYTES), TagFields.MAX_OF_OBJECT));
    }
}

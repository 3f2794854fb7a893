package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import java.util.List;

/** Takes all tags away. */
final class DeleteObjectTaggingHandler implements S3Handler.OfObject {

    private final ObjectTagging tagging;

    DeleteObjectTaggingHandler(ObjectTagging tagging) {
        this.tagging = tagging;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.DELETE_OBJECT_TAGGING;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        return tagging.put(S3Response.noContent(), request, List.of());
    }
}

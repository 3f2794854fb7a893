package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/** There are no torrents of objects, so there is none of this one. */
final class GetObjectTorrentHandler implements S3Handler.OfObject {
    @Override
    public S3Operation operation() {
        return S3Operation.GET_OBJECT_TORRENT;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        throw new S3Error(S3ErrorCode.NO_SUCH_KEY).with("Key", request.key().value());
    }
}

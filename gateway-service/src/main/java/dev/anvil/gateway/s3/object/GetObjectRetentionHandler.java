package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Retention;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.gateway.s3.lock.BucketLock;

/** Until when a version may not be deleted. */
final class GetObjectRetentionHandler implements S3Handler.OfObject {
    private final ObjectLookup lookup;

    GetObjectRetentionHandler(ObjectLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_OBJECT_RETENTION;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        BucketLock.require(request.bucket());
        ObjectVersion version = lookup.find(
                request.bucket(),
                request.key(),
                VersionParameter.of(request.call()).orElse(null),
                false);
        Retention retention = version.attributes().guards().retention();
        if (retention == null) {
            throw new S3Error(S3ErrorCode.NO_SUCH_OBJECT_LOCK_CONFIGURATION);
        }
        return S3Response.ok()
                .xml(xml -> xml.openRoot("Retention")
                        .element("Mode", retention.mode().name())
                        .element("RetainUntilDate", retention.until())
                        .close());
    }
}

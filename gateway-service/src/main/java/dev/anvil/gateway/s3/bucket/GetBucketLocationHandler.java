package dev.anvil.gateway.s3.bucket;

import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** The region of a bucket. The oldest region of S3 is told by saying nothing, unless the bucket was made by saying its name. */
final class GetBucketLocationHandler implements S3Handler.OfBucket {
    @Override
    public S3Operation operation() {
        return S3Operation.GET_BUCKET_LOCATION;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        String region = request.bucket().region().value();
        boolean nameless = region.equals("us-east-1")
                && request.bucket().setting(BucketSetting.LOCATION).isEmpty();
        return S3Response.ok()
                .xml(xml -> xml.openRoot("LocationConstraint")
                        .text(nameless ? "" : region)
                        .close());
    }
}

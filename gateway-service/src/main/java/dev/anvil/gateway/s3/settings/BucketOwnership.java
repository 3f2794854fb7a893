package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.acl.ObjectOwnership;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.Map;
import java.util.Optional;

/** Who shall own what is put into a new bucket, where its maker says so. */
public final class BucketOwnership {
    private static final String HEADER = "x-amz-object-ownership";

    private BucketOwnership() {}

    public static Map<BucketSetting, String> of(S3Call call) {
        String ownership = call.headers().get(HEADER);
        if (ownership == null) {
            return Map.of();
        }
        if (!OwnershipRules.POSSIBLE.contains(ownership)) {
            throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "Invalid " + HEADER + " header: " + ownership)
                    .with("ArgumentName", HEADER)
                    .with("ArgumentValue", ownership);
        }
        return Map.of(BucketSetting.OWNERSHIP, OwnershipRules.document(ownership));
    }

    /** Empty where nothing is said. */
    public static Optional<ObjectOwnership> wanted(S3Call call) {
        return call.header(HEADER).flatMap(ObjectOwnership::of);
    }
}

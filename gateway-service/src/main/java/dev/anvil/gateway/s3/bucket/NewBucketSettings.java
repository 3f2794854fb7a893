package dev.anvil.gateway.s3.bucket;

import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Call;
import java.util.Map;

/** What a request to make a bucket says about its settings. */
@FunctionalInterface
interface NewBucketSettings {
    Map<BucketSetting, String> of(S3Call call);
}

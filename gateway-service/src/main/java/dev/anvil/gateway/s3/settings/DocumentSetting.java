package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A setting that clients put, get and delete as a whole document.
 *
 * @param delete null where S3 has no way to remove it
 * @param missing what is answered where nothing was put
 */
record DocumentSetting(
        BucketSetting setting,
        S3Operation get,
        S3Operation put,
        @Nullable S3Operation delete,
        S3ErrorCode missing,
        DocumentRules rules) {}

package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Parameters;
import dev.anvil.gateway.wire.PercentDecoder;
import dev.anvil.model.BucketName;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import org.jspecify.annotations.Nullable;

/** What is to be copied: {@code x-amz-copy-source}, which is {@code [/]bucket/key[?versionId=id]}, percent-encoded. */
public record CopySource(
        BucketName bucket, ObjectKey key, @Nullable VersionId version) {
    private static final String VERSION = "?versionId=";

    public static CopySource of(Headers headers) {
        String field = headers.first("x-amz-copy-source").orElseThrow(CopySource::invalid);
        int question = field.indexOf(VERSION);
        String path = decoded(question < 0 ? field : field.substring(0, question));
        String bare = path.startsWith("/") ? path.substring(1) : path;
        int slash = bare.indexOf('/');
        if (slash <= 0 || slash == bare.length() - 1) {
            throw invalid();
        }
        String bucket = bare.substring(0, slash);
        String key = bare.substring(slash + 1);
        if (!BucketName.isValid(bucket)) {
            throw new S3Error(S3ErrorCode.INVALID_BUCKET_NAME).with("BucketName", bucket);
        }
        if (!ObjectKey.isWithinLimit(key) || key.indexOf('\0') >= 0) {
            throw invalid();
        }
        VersionId version = question < 0 ? null : VersionParameter.parse(query(field.substring(question + 1)));
        return new CopySource(new BucketName(bucket), new ObjectKey(key), version);
    }

    private static String decoded(String raw) {
        try {
            return PercentDecoder.path(raw);
        } catch (S3Error e) {
            throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "Invalid copy source encoding.", e)
                    .with("ArgumentName", "x-amz-copy-source")
                    .with("ArgumentValue", raw);
        }
    }

    private static String query(String raw) {
        return Parameters.parse(raw).first("versionId").orElse("");
    }

    private static S3Error invalid() {
        return new S3Error(
                        S3ErrorCode.INVALID_ARGUMENT,
                        "Copy Source must mention the source bucket and key: sourcebucket/sourcekey")
                .with("ArgumentName", "x-amz-copy-source");
    }
}

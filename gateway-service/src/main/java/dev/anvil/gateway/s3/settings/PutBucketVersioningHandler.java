package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.Versioning;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;

/** Turns versions on, or suspends them. */
final class PutBucketVersioningHandler implements S3Handler.OfBucket {
    private final SettingStore settings;
    private final CurrentBucket buckets;

    PutBucketVersioningHandler(SettingStore settings, CurrentBucket buckets) {
        this.settings = settings;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_BUCKET_VERSIONING;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        XmlElement document = XmlReader.parse(settings.body(request), "VersioningConfiguration");
        if (document.text("MfaDelete").filter("Enabled"::equals).isPresent()) {
            throw new S3Error(S3ErrorCode.NOT_IMPLEMENTED, "MFA delete is not implemented.");
        }
        Versioning wanted = switch (document.text("Status").map(String::strip).orElse("")) {
            case "Enabled" -> Versioning.ENABLED;
            case "Suspended" -> Versioning.SUSPENDED;
            default ->
                throw new S3Error(
                        S3ErrorCode.ILLEGAL_VERSIONING_CONFIGURATION, "The Versioning element must be specified");
        };
        if (wanted == Versioning.SUSPENDED
                && buckets.of(request).setting(BucketSetting.OBJECT_LOCK).isPresent()) {
            throw new S3Error(
                    S3ErrorCode.INVALID_BUCKET_STATE,
                    "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.");
        }
        settings.put(request, BucketSetting.VERSIONING, wanted.document());
        return S3Response.ok();
    }
}

package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Puts a setting, if it makes sense. */
final class PutDocumentHandler implements S3Handler.OfBucket {
    private final DocumentSetting document;
    private final SettingStore settings;
    private final CurrentBucket buckets;

    PutDocumentHandler(DocumentSetting document, SettingStore settings, CurrentBucket buckets) {
        this.document = document;
        this.settings = settings;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return document.put();
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        String checked = document.rules().check(settings.body(request));
        document.rules().checkFor(buckets.of(request), checked);
        settings.put(request, document.setting(), checked);
        // Deleting a setting is answered by 204, putting one by 200; AWS makes an exception for tags only.
        return document.put() == S3Operation.PUT_BUCKET_TAGGING ? S3Response.noContent() : S3Response.ok();
    }
}

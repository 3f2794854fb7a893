package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Removes a setting. One that was never put is removed already. */
final class DeleteDocumentHandler implements S3Handler.OfBucket {
    private final S3Operation operation;
    private final DocumentSetting document;
    private final SettingStore settings;

    DeleteDocumentHandler(S3Operation operation, DocumentSetting document, SettingStore settings) {
        this.operation = operation;
        this.document = document;
        this.settings = settings;
    }

    @Override
    public S3Operation operation() {
        return operation;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        settings.remove(request, document.setting());
        return S3Response.noContent();
    }
}

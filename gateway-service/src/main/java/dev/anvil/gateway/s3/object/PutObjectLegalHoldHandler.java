package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Hold;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.lock.BucketLock;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;

/** Holds a version until somebody says otherwise, or says so. */
final class PutObjectLegalHoldHandler implements S3Handler.OfObject {
    private static final int MAX_DOCUMENT_BYTES = 16 * 1024;

    private final ObjectHolds holds;

    PutObjectLegalHoldHandler(ObjectHolds holds) {
        this.holds = holds;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_OBJECT_LEGAL_HOLD;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        BucketLock.require(request.bucket());
        XmlElement document = XmlReader.parse(request.call().body().readSmall(MAX_DOCUMENT_BYTES), "LegalHold");
        boolean on = switch (document.text("Status").map(String::strip).orElse("")) {
            case "ON" -> true;
            case "OFF" -> false;
            default -> throw new S3Error(S3ErrorCode.MALFORMED_XML);
        };
        return holds.put(request, new Hold.Legal(on));
    }
}

package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Hold;
import dev.anvil.gateway.catalogue.Retention;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.lock.BucketLock;
import dev.anvil.gateway.s3.lock.LockFields;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Retains a version, longer than before or, for who may bypass governance, as one likes. */
final class PutObjectRetentionHandler implements S3Handler.OfObject {
    private static final int MAX_DOCUMENT_BYTES = 16 * 1024;

    private final ObjectHolds holds;

    PutObjectRetentionHandler(ObjectHolds holds) {
        this.holds = holds;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_OBJECT_RETENTION;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        BucketLock.require(request.bucket());
        XmlElement document = XmlReader.parse(request.call().body().readSmall(MAX_DOCUMENT_BYTES), "Retention");
        return holds.put(
                request,
                new Hold.OfRetention(retention(document, request.call().received()), holds.maySetAside(request)));
    }

    /** A document that says nothing takes retention away. */
    private static @Nullable Retention retention(XmlElement document, Instant now) {
        Optional<String> mode = document.text("Mode");
        Optional<String> until = document.text("RetainUntilDate");
        if (mode.isEmpty() && until.isEmpty()) {
            return null;
        }
        return new Retention(
                mode.map(String::strip).flatMap(LockFields::mode).orElseThrow(PutObjectRetentionHandler::malformed),
                LockFields.future(
                        until.flatMap(LockFields::instant).orElseThrow(PutObjectRetentionHandler::malformed), now));
    }

    private static S3Error malformed() {
        return new S3Error(S3ErrorCode.MALFORMED_XML);
    }
}

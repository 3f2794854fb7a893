package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import java.util.function.Predicate;

/** Takes a wish that something which we do not have be off, for it is. A wish that it be on is refused aloud. */
final class PutOffHandler implements S3Handler.OfBucket {
    private final S3Operation operation;
    private final SettingStore settings;
    private final String root;
    private final Predicate<XmlElement> isOff;

    PutOffHandler(S3Operation operation, SettingStore settings, String root, Predicate<XmlElement> isOff) {
        this.operation = operation;
        this.settings = settings;
        this.root = root;
        this.isOff = isOff;
    }

    @Override
    public S3Operation operation() {
        return operation;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        if (!isOff.test(XmlReader.parse(settings.body(request), root))) {
            throw new S3Error(
                    S3ErrorCode.NOT_IMPLEMENTED, "What " + operation.apiName() + " would turn on is not implemented.");
        }
        return S3Response.ok();
    }
}

package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Answers as getting the object would, without its bytes. */
final class HeadObjectHandler implements S3Handler.OfObject {
    private final ObjectReading reading;

    HeadObjectHandler(ObjectReading reading) {
        this.reading = reading;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.HEAD_OBJECT;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        // Where parts lie is of interest only to who asks for one of them.
        return reading.answer(request, request.call().parameters().contains("partNumber"));
    }
}

package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Gives an object back. */
final class GetObjectHandler implements S3Handler.OfObject {
    private final ObjectReading reading;

    GetObjectHandler(ObjectReading reading) {
        this.reading = reading;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_OBJECT;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        return reading.answer(request, true);
    }
}

package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Who pays, which is the owner unless it was put otherwise. */
final class GetRequestPaymentHandler implements S3Handler.OfBucket {
    private final CurrentBucket buckets;

    GetRequestPaymentHandler(CurrentBucket buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_BUCKET_REQUEST_PAYMENT;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        String payer = RequesterPaysGate.payerOf(buckets.of(request));
        return S3Response.ok()
                .xml(xml -> xml.openRoot("RequestPaymentConfiguration")
                        .element("Payer", payer)
                        .close());
    }
}

package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.xml.XmlReader;
import java.util.Set;

/** Says who pays, of which {@link RequesterPaysGate} makes what can be made of it where there are no bills. */
final class PutRequestPaymentHandler implements S3Handler.OfBucket {
    private final SettingStore settings;

    PutRequestPaymentHandler(SettingStore settings) {
        this.settings = settings;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_BUCKET_REQUEST_PAYMENT;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        String payer = XmlDocument.oneOf(
                XmlReader.parse(settings.body(request), "RequestPaymentConfiguration"),
                "Payer",
                Set.of(RequesterPaysGate.OWNER, RequesterPaysGate.REQUESTER));
        settings.put(request, BucketSetting.REQUEST_PAYMENT, payer);
        return S3Response.ok();
    }
}

package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.RequestGate;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/**
 * Where the requester pays, strangers get what they may get only if they say that they know. Nobody is sent a bill here; but what
 * works here is to work there, and the other way round.
 */
final class RequesterPaysGate implements RequestGate {
    static final String OWNER = "BucketOwner";
    static final String REQUESTER = "Requester";
    private static final String CONSENT = "x-amz-request-payer";

    @Override
    public void check(S3Request request) {
        switch (request) {
            case S3Request.OfAccount about -> {}
            case S3Request.OfNewBucket about -> {}
            case S3Request.OfBucket about -> check(about.call(), about.bucket());
            case S3Request.OfObject about -> check(about.call(), about.bucket());
        }
    }

    static String payerOf(Bucket bucket) {
        return bucket.setting(BucketSetting.REQUEST_PAYMENT).orElse(OWNER);
    }

    private static void check(S3Call call, Bucket bucket) {
        boolean consents = call.header(CONSENT)
                .or(() -> call.parameter(CONSENT))
                .filter("requester"::equals)
                .isPresent();
        if (payerOf(bucket).equals(REQUESTER) && !Authorizer.isOwn(call.caller(), bucket) && !consents) {
            throw new S3Error(
                    S3ErrorCode.ACCESS_DENIED,
                    "The requester pays in this bucket: say that you know by x-amz-request-payer: requester.");
        }
    }
}

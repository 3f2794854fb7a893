package dev.anvil.gateway.s3.gate;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.s3.RequestGate;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.Map;

/**
 * What S3 lets nobody do without a signature, whatever a policy or a list gives to everybody: what it would make belongs to
 * somebody, and who may do what is decided by somebody.
 */
final class StrangerGate implements RequestGate {
    private static final String ANY = "Anonymous users cannot invoke this API. Please authenticate.";
    private static final String COPIES = "Anonymous users cannot copy objects. Please authenticate.";

    private static final Map<S3Operation, String> REFUSED = Map.of(
            S3Operation.CREATE_MULTIPART_UPLOAD,
            "Anonymous users cannot initiate multipart uploads. Please authenticate.",
            S3Operation.COPY_OBJECT,
            COPIES,
            S3Operation.UPLOAD_PART_COPY,
            COPIES,
            S3Operation.PUT_BUCKET_ACL,
            ANY,
            S3Operation.PUT_OBJECT_ACL,
            ANY,
            S3Operation.GET_BUCKET_OWNERSHIP_CONTROLS,
            ANY,
            S3Operation.PUT_BUCKET_OWNERSHIP_CONTROLS,
            ANY,
            S3Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS,
            ANY);

    @Override
    public void check(S3Request request) {
        S3Call call = request.call();
        String refused = REFUSED.get(call.operation());
        if (refused != null && call.caller() instanceof Caller.Anonymous) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED, refused);
        }
    }
}

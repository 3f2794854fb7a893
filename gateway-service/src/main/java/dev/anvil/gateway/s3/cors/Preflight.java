package dev.anvil.gateway.s3.cors;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.Optional;
import java.util.Set;

/** Answers a browser that asks before it sends what a page wants to send. Nobody signs such a question. */
final class Preflight {
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");

    private Preflight() {}

    static final class OfBucket implements S3Handler.OfBucket {
        @Override
        public S3Operation operation() {
            return S3Operation.PREFLIGHT_BUCKET;
        }

        @Override
        public S3Response handle(S3Request.OfBucket request) {
            return answer(request.call(), request.bucket());
        }
    }

    static final class OfObject implements S3Handler.OfObject {
        @Override
        public S3Operation operation() {
            return S3Operation.PREFLIGHT_OBJECT;
        }

        @Override
        public S3Response handle(S3Request.OfObject request) {
            return answer(request.call(), request.bucket());
        }
    }

    /** The headers of the answer are added where those of every answer are. */
    private static S3Response answer(S3Call call, Bucket bucket) {
        Optional<String> method = call.header("access-control-request-method");
        if (method.filter(METHODS::contains).isEmpty()) {
            throw insufficient("Invalid Access-Control-Request-Method: " + method.orElse("null"));
        }
        CorsQuestion question = CorsQuestion.of(call.headers(), "OPTIONS")
                .orElseThrow(() -> insufficient("Insufficient information. Origin request header needed."));
        CorsPolicy policy = CorsPolicy.of(bucket)
                .orElseThrow(() -> forbidden("CORSResponse: CORS is not enabled for this bucket."));
        if (policy.answer(question).isEmpty()) {
            throw forbidden(
                    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request"
                            + " method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the"
                            + " resource's CORS spec.");
        }
        return S3Response.ok().header("Content-Length", 0);
    }

    private static S3Error insufficient(String message) {
        return new S3Error(S3ErrorCode.BAD_REQUEST, message);
    }

    private static S3Error forbidden(String message) {
        return new S3Error(S3ErrorCode.ACCESS_FORBIDDEN, message);
    }
}

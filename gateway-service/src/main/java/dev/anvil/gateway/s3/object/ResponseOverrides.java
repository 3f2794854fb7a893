package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Headers that the client wants in place of the object's own, as in a link that makes browsers save a file. */
record ResponseOverrides(Map<String, String> fields) {
    private static final List<String> NAMES = List.of(
            "Content-Type", "Content-Language", "Expires", "Cache-Control", "Content-Disposition", "Content-Encoding");

    static ResponseOverrides of(S3Call call) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : NAMES) {
            call.parameter("response-" + name.toLowerCase(Locale.ROOT)).ifPresent(value -> fields.put(name, value));
        }
        if (!fields.isEmpty() && call.caller() instanceof Caller.Anonymous) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "Request specific response headers cannot be used for anonymous GET requests.");
        }
        return new ResponseOverrides(fields);
    }

    S3Response applyTo(S3Response response) {
        List<S3Response.Header> kept = new ArrayList<>(response.headers());
        kept.removeIf(header -> fields.containsKey(header.name()));
        S3Response answer = new S3Response(response.status(), kept, response.body());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            answer = answer.header(field.getKey(), field.getValue());
        }
        return answer;
    }
}

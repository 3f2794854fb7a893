package dev.anvil.gateway.s3.form;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.auth.signature.PolicySignatures;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.body.BodyStream;
import dev.anvil.gateway.body.FormFile;
import dev.anvil.gateway.s3.AccessCheck;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Takes an upload by a form: reads its fields, believes what its policy proves, and hands the file to the handler of puts. */
final class PostObjectHandler implements S3Handler.OfBucket {
    private final PolicySignatures signatures;
    private final AccessCheck access;
    private final Supplier<S3Handler.OfObject> puts;
    private final BlockPool blocks;

    PostObjectHandler(
            PolicySignatures signatures, AccessCheck access, Supplier<S3Handler.OfObject> puts, BlockPool blocks) {
        this.signatures = signatures;
        this.access = access;
        this.puts = puts;
        this.blocks = blocks;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.POST_OBJECT;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) throws IOException {
        S3Call call = request.call();
        try (BodyStream body = call.body().open()) {
            Form form = FormReader.read(body, call.header("content-type").orElse(""));
            FormPut put = FormPut.of(form);
            Caller signer = signatures.signer(form.fields(), call.endpoint().region());
            PostCondition.Length bounds = checkPolicy(form, request, put, call.received());
            BoundedFile file = new BoundedFile(form.file(), bounds);
            FormFile content = new FormFile(file, atMost(call, form), put.headers(), blocks);
            S3Request.OfObject asPut =
                    new S3Request.OfObject(asPut(call, put, signer, content), request.bucket(), put.key());
            access.admit(asPut);
            S3Response stored = puts.get().handle(asPut);
            body.digests();
            return FormAnswer.of(form, request, put.key(), stored);
        }
    }

    /** The bucket is a field of every form, for it stands in the address that the form is sent to. */
    private static PostCondition.Length checkPolicy(Form form, S3Request.OfBucket request, FormPut put, Instant now) {
        String policy = form.fields().get("policy");
        if (policy == null) {
            return PostCondition.Length.ANY;
        }
        Map<String, String> fields = new HashMap<>(form.fields());
        fields.put("bucket", request.bucket().name().value());
        fields.put("key", put.key().value());
        PostPolicy parsed = PostPolicy.parse(policy);
        parsed.check(fields, now);
        return parsed.length();
    }

    /** Before the file everything is counted, after it comes at least the last delimiter with two dashes. */
    private static long atMost(S3Call call, Form form) {
        return Math.max(0, call.body().length().orElse(0) - form.bytesBeforeFile() - form.delimiterBytes());
    }

    private static S3Call asPut(S3Call call, FormPut put, Caller signer, FormFile content) {
        return new S3Call(
                call.requestId(),
                call.received(),
                S3Operation.PUT_OBJECT,
                call.endpoint(),
                put.headers(),
                call.parameters(),
                signer,
                content);
    }
}

package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Deletion;
import dev.anvil.gateway.catalogue.DeletionRefused;
import dev.anvil.gateway.catalogue.DeletionResult;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.s3.AccessCheck;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.ChecksumFields;
import java.util.ArrayList;
import java.util.List;

/** Deletes up to a thousand keys. Each is allowed and deleted, or refused, on its own. */
final class DeleteObjectsHandler implements S3Handler.OfBucket {
    /** A thousand of the longest keys, every character escaped. */
    private static final int MAX_DOCUMENT_BYTES = 8 << 20;

    private final ObjectCatalogue objects;
    private final BucketCalls buckets;
    private final AccessCheck access;
    private final ObjectHolds holds;

    DeleteObjectsHandler(ObjectCatalogue objects, BucketCalls buckets, AccessCheck access, ObjectHolds holds) {
        this.objects = objects;
        this.buckets = buckets;
        this.access = access;
        this.holds = holds;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.DELETE_OBJECTS;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        S3Call call = request.call();
        requireIntegrity(call);
        DeleteDocument document = DeleteDocument.parse(call.body().readSmall(MAX_DOCUMENT_BYTES));
        List<Deletion> allowed = document.deletions().stream()
                .filter(deletion -> isAllowed(call, request.bucket(), deletion))
                .toList();
        List<DeletionResult> results = allowed.isEmpty()
                ? List.of()
                : buckets.on(request.bucket(), bucket -> objects.deleteAll(bucket.id(), bypassing(request, allowed)));
        DeleteAnswer answer = new DeleteAnswer(document.quiet(), outcomes(document.deletions(), allowed, results));
        return S3Response.ok().xml(answer::writeTo);
    }

    private List<Deletion> bypassing(S3Request.OfBucket request, List<Deletion> deletions) {
        return deletions.stream()
                .map(deletion -> holds.maySetAside(request.call(), request.bucket(), deletion.key())
                        ? deletion.bypassingGovernance()
                        : deletion)
                .toList();
    }

    private boolean isAllowed(S3Call call, Bucket bucket, Deletion deletion) {
        return access.allowsKey(call, bucket, deletion.key(), deletion.version() != null);
    }

    private static List<DeleteAnswer.Outcome> outcomes(
            List<Deletion> all, List<Deletion> allowed, List<DeletionResult> results) {
        List<DeleteAnswer.Outcome> outcomes = new ArrayList<>();
        int next = 0;
        for (Deletion deletion : all) {
            // Both lists are in the order of the document, and the same objects.
            boolean wasAllowed = next < allowed.size() && allowed.get(next) == deletion;
            DeletionResult result = wasAllowed
                    ? results.get(next++)
                    : new DeletionRefused("ACCESS_DENIED", S3ErrorCode.ACCESS_DENIED.message());
            outcomes.add(new DeleteAnswer.Outcome(deletion, result));
        }
        return outcomes;
    }

    /** A document that lost a line on its way would leave behind what was meant to go, or worse. */
    private static void requireIntegrity(S3Call call) {
        if (!call.headers().contains("content-md5")
                && ChecksumFields.of(call.headers()).isEmpty()
                && call.body().declaredChecksum().isEmpty()) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }
}

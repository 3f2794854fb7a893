package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectCommit;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.content.ContentWriter;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.AttributeFields;
import dev.anvil.gateway.s3.header.BodyFields;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.header.UnservedFields;
import dev.anvil.gateway.s3.header.WriteConditions;
import dev.anvil.model.Checksum.Algorithm;
import dev.anvil.model.VersionId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;

/** Stores a body under a key. Whatever can be refused is refused before a byte of the body is read. */
final class PutObjectHandler implements S3Handler.OfObject {
    private final ContentWriter contents;
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;
    private final InstantSource clock;

    PutObjectHandler(ContentWriter contents, ObjectCatalogue objects, BucketCalls buckets, InstantSource clock) {
        this.contents = contents;
        this.objects = objects;
        this.buckets = buckets;
        this.clock = clock;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_OBJECT;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) throws IOException {
        S3Call call = request.call();
        UnservedFields.refuse(call.headers());
        BodyFields.requireLength(call.headers(), call.body());
        ObjectAttributes attributes = AttributeFields.of(call.headers());
        Preconditions conditions = WriteConditions.ofPut(call.headers());
        Set<Algorithm> checksums = BodyFields.checksums(call.body());
        StoredContent content = contents.write(call.body().open(checksums)).stored(checksums);
        VersionId version = VersionId.create(clock.instant());
        // From here on the shards are the catalogue's, whatever it answers (PROTOCOL, rule SILENT).
        Committed committed = buckets.on(
                request.bucket(),
                bucket -> objects.commit(new ObjectCommit(
                        bucket.id(),
                        request.key(),
                        version,
                        content,
                        attributes,
                        conditions,
                        call.app().id())));
        return ChecksumFields.addTo(ObjectAnswers.written(committed), committed.checksums());
    }
}

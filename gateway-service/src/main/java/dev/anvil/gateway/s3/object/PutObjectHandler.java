package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectCommit;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.content.ContentWriter;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.access.WantedAcls;
import dev.anvil.gateway.s3.encryption.ObjectKeys;
import dev.anvil.gateway.s3.header.AttributeFields;
import dev.anvil.gateway.s3.header.BodyFields;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.header.ExpirationField;
import dev.anvil.gateway.s3.header.WriteConditions;
import dev.anvil.gateway.s3.lock.LockFields;
import dev.anvil.model.Checksum.Algorithm;
import dev.anvil.model.VersionId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Stores a body under a key. Whatever can be refused is refused before a byte of the body is read. */
final class PutObjectHandler implements S3Handler.OfObject {
    private final ContentWriter contents;
    private final ObjectKeys keys;
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;
    private final InstantSource clock;
    private final WantedAcls acls;

    PutObjectHandler(
            ContentWriter contents,
            ObjectKeys keys,
            ObjectCatalogue objects,
            BucketCalls buckets,
            InstantSource clock,
            WantedAcls acls) {
        this.contents = contents;
        this.keys = keys;
        this.objects = objects;
        this.buckets = buckets;
        this.clock = clock;
        this.acls = acls;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_OBJECT;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) throws IOException {
        S3Call call = request.call();
        BodyFields.requireLength(call.headers(), call.body());
        Optional<Sealing> sealing = keys.ofNew(call.headers(), request.bucket());
        Optional<Encryption> encryption = sealing.map(Sealing::encryption);
        ObjectAttributes attributes = AttributeFields.of(call.headers())
                .with(LockFields.of(call.headers(), request.bucket(), clock.instant())
                        .with(encryption.orElse(null)))
                .withAcl(acls.ofNewObject(call, request.bucket()));
        Preconditions conditions = WriteConditions.ofPut(call.headers());
        Set<Algorithm> checksums = BodyFields.checksums(call.body());
        StoredContent content = contents.write(call.body().open(checksums), sealing.orElse(null))
                .stored(checksums);
        VersionId version = VersionId.create(clock.instant());
        // From here on the shards are the catalogue's, whatever it answers (PROTOCOL, rule SILENT).
        Committed committed = buckets.on(
                request.bucket(),
                bucket -> objects.commit(new ObjectCommit(
                        bucket.id(), request.key(), version, content, attributes, conditions, call.appId())));
        return ChecksumFields.addTo(
                ObjectKeys.addTo(
                        ExpirationField.addTo(
                                ObjectAnswers.written(committed),
                                request.bucket(),
                                request.key(),
                                committed.size(),
                                committed.modified(),
                                attributes.tags()),
                        encryption,
                        call.headers()),
                committed.checksums());
    }
}

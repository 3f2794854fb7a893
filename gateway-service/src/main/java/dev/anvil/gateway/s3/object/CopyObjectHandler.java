package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectCopy;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.BodyFields;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.header.UnservedFields;
import dev.anvil.gateway.s3.header.WriteConditions;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.model.VersionId;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a version out of another one. No bytes move: both refer to the same blobs. */
final class CopyObjectHandler implements S3Handler.OfObject {
    private final SourceLookup sources;
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;
    private final InstantSource clock;

    CopyObjectHandler(SourceLookup sources, ObjectCatalogue objects, BucketCalls buckets, InstantSource clock) {
        this.sources = sources;
        this.objects = objects;
        this.buckets = buckets;
        this.clock = clock;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.COPY_OBJECT;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        S3Call call = request.call();
        UnservedFields.refuse(call.headers());
        CopyDirectives directives = CopyDirectives.of(call.headers());
        Preconditions conditions = WriteConditions.ofPut(call.headers());
        SourceLookup.Source source = sources.find(call, false);
        ObjectVersion original = source.version();
        if (original.size() > BodyFields.MAX_BYTES) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + BodyFields.MAX_BYTES);
        }
        requireChange(request, source, directives);
        ObjectAttributes attributes = directives.attributes(original.attributes());
        List<Tag> tags = directives.tags(original.attributes());
        VersionId version = VersionId.create(clock.instant());
        Committed committed = buckets.on(
                request.bucket(),
                bucket -> objects.copy(new ObjectCopy(
                        source.bucket().id(),
                        source.asked().key(),
                        pinned(source),
                        Preconditions.NONE,
                        bucket.id(),
                        request.key(),
                        version,
                        attributes,
                        tags,
                        conditions,
                        call.app().id())));
        return ObjectAnswers.written(committed)
                .header("x-amz-copy-source-version-id", ObjectAnswers.versionId(source.bucket(), original.version()))
                .xml(xml -> write(xml, committed));
    }

    /** Conditions were judged on this version, so it is this one that is copied. Without versions there is only one. */
    private static @Nullable VersionId pinned(SourceLookup.Source source) {
        VersionId found = source.version().version();
        return source.asked().version() != null || !found.isNull() ? found : null;
    }

    private static void requireChange(
            S3Request.OfObject request, SourceLookup.Source source, CopyDirectives directives) {
        Bucket from = source.bucket();
        boolean ontoItself = from.name().equals(request.bucket().name())
                && source.asked().key().equals(request.key())
                && source.asked().version() == null;
        if (ontoItself && !directives.changeAnything()) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "This copy request is illegal because it is trying to copy an object to itself without changing the "
                            + "object's metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    private static void write(XmlWriter xml, Committed committed) {
        xml.openRoot("CopyObjectResult")
                .element("LastModified", committed.modified())
                .element("ETag", committed.etag().quoted());
        ChecksumFields.write(xml, committed.checksums());
        if (!committed.checksums().isEmpty()) {
            xml.element(
                    "ChecksumType", ChecksumFields.type(committed.checksums().getFirst()));
        }
        xml.close();
    }
}

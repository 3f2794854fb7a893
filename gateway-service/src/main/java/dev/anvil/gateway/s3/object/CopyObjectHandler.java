package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.access.WantedAcls;
import dev.anvil.gateway.s3.encryption.ObjectKeys;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.BodyFields;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.header.WriteConditions;
import dev.anvil.gateway.s3.lock.LockFields;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.time.InstantSource;

/** Makes a version out of another one, if that changes anything. */
final class CopyObjectHandler implements S3Handler.OfObject {
    private final SourceLookup sources;
    private final ObjectCopying copying;
    private final InstantSource clock;
    private final WantedAcls acls;

    CopyObjectHandler(SourceLookup sources, ObjectCopying copying, InstantSource clock, WantedAcls acls) {
        this.sources = sources;
        this.copying = copying;
        this.clock = clock;
        this.acls = acls;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.COPY_OBJECT;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) throws IOException {
        S3Call call = request.call();
        CopyDirectives directives = CopyDirectives.of(call.headers());
        boolean rechecked = ObjectCopying.wantedChecksum(call.headers()).isPresent();
        Preconditions conditions = WriteConditions.ofPut(call.headers());
        SourceLookup.Source source = sources.find(request, false);
        ObjectVersion original = source.version();
        if (original.size() > BodyFields.MAX_BYTES) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "The specified copy source is larger than the maximum allowable size for a copy source: "
                            + BodyFields.MAX_BYTES);
        }
        if (!rechecked) {
            requireChange(request, source, directives);
        }
        ObjectAttributes attributes = directives
                .attributes(original.attributes())
                .with(LockFields.of(call.headers(), request.bucket(), clock.instant()))
                .withAcl(acls.ofNewObject(call, request.bucket()));
        ObjectCopying.Copied copied = copying.copy(request, source, attributes, conditions);
        Committed committed = copied.committed();
        return ObjectKeys.addTo(ObjectAnswers.written(committed), copied.encryption(), call.headers())
                .header("x-amz-copy-source-version-id", ObjectAnswers.versionId(source.bucket(), original.version()))
                .xml(xml -> write(xml, committed));
    }

    private static void requireChange(
            S3Request.OfObject request, SourceLookup.Source source, CopyDirectives directives) {
        Bucket from = source.bucket();
        boolean ontoItself = from.name().equals(request.bucket().name())
                && source.asked().key().equals(request.key())
                && source.asked().version() == null;
        if (ontoItself
                && !directives.changeAnything()
                && !ObjectKeys.areNamed(request.call().headers())) {
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

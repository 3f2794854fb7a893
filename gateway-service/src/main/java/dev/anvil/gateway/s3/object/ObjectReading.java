package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.content.ContentReader;
import dev.anvil.gateway.encryption.DataKey;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.encryption.ObjectKeys;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.header.ExpirationField;
import dev.anvil.gateway.s3.header.RangeHeader;
import dev.anvil.gateway.s3.header.ReadConditions;
import dev.anvil.model.ByteRange;
import dev.anvil.model.Checksum;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What getting an object and asking about it have in common: the version, the conditions, the range, the headers. */
final class ObjectReading {
    private final ObjectLookup lookup;
    private final ContentReader contents;
    private final ObjectKeys keys;

    ObjectReading(ObjectLookup lookup, ContentReader contents, ObjectKeys keys) {
        this.lookup = lookup;
        this.contents = contents;
        this.keys = keys;
    }

    S3Response answer(S3Request.OfObject request, boolean withLayout) {
        S3Call call = request.call();
        Bucket bucket = request.bucket();
        Selection.number(call);
        ObjectVersion version = lookup.find(request, withLayout);
        Selection.requirePart(call, version);
        // Conditions are judged on an entity tag, which is nothing for who has not got the key.
        DataKey key = keys.toRead(call.headers(), version).orElse(null);
        return switch (ReadConditions.of(call.headers()).judge(version.etag(), version.modified())) {
            case PROCEED -> found(call, bucket, version, key);
            case NOT_MODIFIED -> ObjectAnswers.validators(S3Response.status(304), bucket, version);
            case FAILED -> throw new S3Error(S3ErrorCode.PRECONDITION_FAILED);
        };
    }

    private S3Response found(S3Call call, Bucket bucket, ObjectVersion version, @Nullable DataKey key) {
        Selection selection = Selection.of(call, version);
        ByteRange range = selection.range();
        S3Response response = ObjectAnswers.read(S3Response.status(selection.partial() ? 206 : 200), bucket, version);
        response = ObjectKeys.addTo(
                response, Optional.ofNullable(version.attributes().guards().encryption()), call.headers());
        if (version.latest()) {
            response = ExpirationField.addTo(
                    response,
                    bucket,
                    version.key(),
                    version.size(),
                    version.modified(),
                    version.attributes().tags());
        }
        if (selection.partial()) {
            response = response.header("Content-Range", RangeHeader.contentRange(range, version.size()));
        }
        if (selection.part() > 0 && version.isMultipart()) {
            response = response.header("x-amz-mp-parts-count", version.partCount());
        }
        if (wantsChecksum(call)) {
            response = ChecksumFields.addTo(response, checksums(bucket, version, selection));
        }
        return ResponseOverrides.of(call).applyTo(response).stream(
                range.length(), out -> contents.read(bucket.id(), version, key, range, out));
    }

    /** Those of what is sent: of the whole, of a part, and of a range none. */
    private List<StoredChecksum> checksums(Bucket bucket, ObjectVersion version, Selection selection) {
        if (selection.part() > 0 && version.isMultipart()) {
            boolean composite = version.checksums().stream().anyMatch(StoredChecksum::composite);
            return lookup.parts(bucket, version).stream()
                    .filter(part -> part.number() == selection.part())
                    .flatMap(part -> part.checksums().stream())
                    .filter(stored -> hasChecksumBy(version, stored.checksum().algorithm()))
                    // It is told by the type of the whole that it went into.
                    .map(stored -> new StoredChecksum(stored.checksum(), composite, 0))
                    .toList();
        }
        return selection.range().length() == version.size() ? version.checksums() : List.of();
    }

    private static boolean hasChecksumBy(ObjectVersion version, Checksum.Algorithm algorithm) {
        return version.checksums().stream().anyMatch(stored -> stored.checksum().algorithm() == algorithm);
    }

    private static boolean wantsChecksum(S3Call call) {
        return call.header("x-amz-checksum-mode")
                .filter(mode -> mode.equalsIgnoreCase("ENABLED"))
                .isPresent();
    }
}

package dev.anvil.gateway.api;

import dev.anvil.api.v1.GetObjectRequest;
import dev.anvil.api.v1.ObjectInfo;
import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.content.ContentReader;
import dev.anvil.gateway.encryption.DataKey;
import dev.anvil.gateway.encryption.KeyRing;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.gateway.s3.object.ObjectLookup;
import dev.anvil.model.ByteRange;
import dev.anvil.runtime.failure.ServiceFailure;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Gets an object as its metadata and then its bytes. */
final class ObjectDownload {
    /** Takes what is found. */
    interface Receiver {
        void info(ObjectInfo info) throws IOException;

        OutputStream bytes();
    }

    private final ApiBuckets buckets;
    private final ObjectLookup lookup;
    private final ContentReader contents;
    private final KeyRing keys;

    ObjectDownload(ApiBuckets buckets, ObjectLookup lookup, ContentReader contents, KeyRing keys) {
        this.buckets = buckets;
        this.lookup = lookup;
        this.contents = contents;
        this.keys = keys;
    }

    void get(ApiCaller caller, GetObjectRequest request, Receiver receiver) throws IOException {
        ApiBuckets.Target target =
                buckets.object(caller, Action.OBJECT_READ, request.getBucketName(), request.getObjectKey());
        ObjectVersion version = lookup.find(
                target.bucket(),
                target.key(),
                request.hasVersionId() ? VersionParameter.parse(request.getVersionId()) : null,
                true);
        ByteRange range = range(request, version.size());
        DataKey key = key(version);
        receiver.info(ObjectInfos.of(version));
        contents.read(target.bucket().id(), version, key, range, receiver.bytes());
    }

    private @Nullable DataKey key(ObjectVersion version) {
        return switch (version.attributes().guards().encryption()) {
            case null -> null;
            case Encryption.ByService by -> keys.open(by);
            case Encryption.ByNamedKey by -> keys.open(by);
            case Encryption.ByCustomer by ->
                throw new ServiceFailure(
                        ServiceFailure.Kind.INVALID,
                        "INVALID_REQUEST",
                        "the object is encrypted with a key of its client's, which S3 can send and this API cannot");
        };
    }

    private static ByteRange range(GetObjectRequest request, long size) {
        if (!request.hasRange()) {
            return ByteRange.whole(size);
        }
        long offset = request.getRange().getOffset();
        long length = request.getRange().getLength();
        if (offset < 0 || length < 0 || offset > size || offset == size && size > 0) {
            throw new ServiceFailure(
                    ServiceFailure.Kind.INVALID,
                    "INVALID_RANGE",
                    "the object has " + size + " bytes; there is no range of " + length + " from " + offset);
        }
        return new ByteRange(offset, length == 0 ? size - offset : Math.min(length, size - offset));
    }
}

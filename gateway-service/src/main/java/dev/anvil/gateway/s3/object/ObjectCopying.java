package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectCommit;
import dev.anvil.gateway.catalogue.ObjectCopy;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.StoredChecksum;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.content.ContentCopy;
import dev.anvil.gateway.encryption.DataKey;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.encryption.ObjectKeys;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.AppId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.Checksum;
import dev.anvil.model.VersionId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a version out of another one. Where both are encrypted alike no bytes move, and both refer to the same blobs; where they
 * are not, the bytes are read with one key and written with another.
 */
final class ObjectCopying {
    /** What was made, and how it is encrypted. */
    record Copied(Committed committed, Optional<Encryption> encryption) {}

    private final ContentCopy contents;
    private final ObjectKeys keys;
    private final ObjectCatalogue objects;
    private final BucketCalls buckets;
    private final InstantSource clock;

    ObjectCopying(
            ContentCopy contents, ObjectKeys keys, ObjectCatalogue objects, BucketCalls buckets, InstantSource clock) {
        this.contents = contents;
        this.keys = keys;
        this.objects = objects;
        this.buckets = buckets;
        this.clock = clock;
    }

    Copied copy(
            S3Request.OfObject request,
            SourceLookup.Source source,
            ObjectAttributes attributes,
            Preconditions conditions)
            throws IOException {
        Headers headers = request.call().headers();
        Optional<DataKey> key = keys.toCopy(headers, source.version());
        Optional<Sealing> sealing = keys.ofNew(headers, request.bucket());
        Encryption before = source.version().attributes().guards().encryption();
        Optional<Checksum.Algorithm> wanted = wantedChecksum(headers);
        if (canShare(before, sealing) && hasAlready(source.version(), wanted)) {
            return new Copied(share(request, source, attributes, conditions), Optional.ofNullable(before));
        }
        Committed committed = rewrite(request, source, key, sealing, wanted, attributes, conditions);
        return new Copied(committed, sealing.map(Sealing::encryption));
    }

    /** Which checksum the copy shall have; that of the source where nothing is said. */
    static Optional<Checksum.Algorithm> wantedChecksum(Headers headers) {
        return ChecksumFields.algorithm(headers, "x-amz-checksum-algorithm");
    }

    /** What sums up parts is none of the whole, as a copy in one piece is to have. */
    private static boolean hasAlready(ObjectVersion original, Optional<Checksum.Algorithm> wanted) {
        return wanted.isEmpty()
                || original.checksums().stream()
                        .anyMatch(stored ->
                                !stored.composite() && stored.checksum().algorithm() == wanted.get());
    }

    /** A key of ours is as good for the copy as it was for the source; a client's key is not ours to pass on. */
    private static boolean canShare(@Nullable Encryption before, Optional<Sealing> sealing) {
        Encryption after = sealing.map(Sealing::encryption).orElse(null);
        return switch (before) {
            case null -> after == null;
            case Encryption.ByService by -> after instanceof Encryption.ByService;
            case Encryption.ByNamedKey by ->
                after instanceof Encryption.ByNamedKey other
                        && other.key().equals(by.key())
                        && other.context().equals(by.context())
                        && other.bucketKey() == by.bucketKey();
            case Encryption.ByCustomer by -> false;
        };
    }

    private Committed share(
            S3Request.OfObject request,
            SourceLookup.Source source,
            ObjectAttributes attributes,
            Preconditions conditions) {
        VersionId version = VersionId.create(clock.instant());
        return buckets.on(
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
                        attributes.tags(),
                        conditions,
                        writer(request))));
    }

    private Committed rewrite(
            S3Request.OfObject request,
            SourceLookup.Source source,
            Optional<DataKey> key,
            Optional<Sealing> sealing,
            Optional<Checksum.Algorithm> wanted,
            ObjectAttributes attributes,
            Preconditions conditions)
            throws IOException {
        ObjectVersion original = objects.lookUp(
                                source.bucket().id(),
                                source.asked().key(),
                                source.version().version(),
                                true)
                        instanceof ObjectVersion found
                ? found
                : source.version();
        Set<Checksum.Algorithm> checksums = wanted.map(Set::of).orElseGet(() -> checksums(original));
        StoredContent content = contents.copy(
                        source.bucket().id(),
                        original,
                        key.orElse(null),
                        ByteRange.whole(original.size()),
                        checksums,
                        sealing.orElse(null))
                .stored(checksums);
        ObjectAttributes sealed = attributes.with(
                attributes.guards().with(sealing.map(Sealing::encryption).orElse(null)));
        VersionId version = VersionId.create(clock.instant());
        // From here on the shards are the catalogue's, whatever it answers (PROTOCOL, rule SILENT).
        return buckets.on(
                request.bucket(),
                bucket -> objects.commit(new ObjectCommit(
                        bucket.id(), request.key(), version, content, sealed, conditions, writer(request))));
    }

    /** The copy has the checksum that its source has, now over all its bytes. */
    private static Set<Checksum.Algorithm> checksums(ObjectVersion original) {
        Set<Checksum.Algorithm> algorithms = EnumSet.noneOf(Checksum.Algorithm.class);
        for (StoredChecksum stored : original.checksums()) {
            algorithms.add(stored.checksum().algorithm());
        }
        return algorithms.isEmpty() ? Set.of(Checksum.Algorithm.CRC64NVME) : algorithms;
    }

    /** Conditions were judged on this version, so it is this one that is copied. Without versions there is only one. */
    private static @Nullable VersionId pinned(SourceLookup.Source source) {
        VersionId found = source.version().version();
        return source.asked().version() != null || !found.isNull() ? found : null;
    }

    private static @Nullable AppId writer(S3Request.OfObject request) {
        return request.call().appId();
    }
}

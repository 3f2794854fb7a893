package dev.anvil.metadata.history;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.listing.ObjectQuery;
import dev.anvil.metadata.listing.ObjectSummary;
import dev.anvil.metadata.multipart.CompletedPart;
import dev.anvil.metadata.multipart.NewUpload;
import dev.anvil.metadata.multipart.PartCommit;
import dev.anvil.metadata.multipart.PartNumber;
import dev.anvil.metadata.multipart.UploadCompletion;
import dev.anvil.metadata.multipart.UploadRef;
import dev.anvil.metadata.object.ObjectAttributes;
import dev.anvil.metadata.object.ObjectCommit;
import dev.anvil.metadata.object.ObjectCopy;
import dev.anvil.metadata.object.Preconditions;
import dev.anvil.metadata.object.StoredVersion;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The catalogue's own classes, without a service around them. */
final class CatalogueKeys implements Keys {
    private static final long PART_BYTES = 5 << 20;

    private final RegionalCatalogue catalogue;
    private final List<BucketId> buckets;

    CatalogueKeys(RegionalCatalogue catalogue) {
        this.catalogue = catalogue;
        this.buckets = List.of(
                catalogue.bucket(Versioning.OFF),
                catalogue.bucket(Versioning.ENABLED),
                catalogue.bucket(Versioning.SUSPENDED),
                catalogue.bucket(Versioning.ENABLED));
    }

    @Override
    public int buckets() {
        return buckets.size();
    }

    private BucketId bucket(Place place) {
        return buckets.get(place.bucket());
    }

    @Override
    public Change put(Place place, String value, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        // Without bytes now and then: such a commit is remembered in another way.
        long size = ifNoneMatch == null ? 100 : 0;
        ObjectCommit commit = new ObjectCommit(
                bucket(place),
                new ObjectKey(place.key()),
                RegionalCatalogue.commitId(),
                size,
                new ETag(value),
                List.of(),
                ObjectAttributes.NONE,
                List.of(),
                size == 0 ? null : RegionalCatalogue.blob(size),
                new Preconditions(ifMatch, ifNoneMatch, null, null, null),
                null);
        return () -> ask(() -> catalogue.commits.commit(commit).etag().value());
    }

    @Override
    public Change delete(Place place) {
        return () -> ask(() -> {
            catalogue.delete(bucket(place), place.key());
            return "";
        });
    }

    @Override
    public Change copy(Place source, String ifMatch, Place place) {
        ObjectCopy copy = new ObjectCopy(
                bucket(source),
                new ObjectKey(source.key()),
                null,
                Preconditions.ifMatch(ifMatch),
                bucket(place),
                new ObjectKey(place.key()),
                RegionalCatalogue.commitId(),
                null,
                null,
                Preconditions.NONE,
                null);
        return () -> ask(() -> catalogue.commits.copy(copy).etag().value());
    }

    @Override
    public Change upload(Place place, String part) {
        PartNumber number = new PartNumber(1);
        ObjectKey key = new ObjectKey(place.key());
        UploadRef ref = ask(() -> new UploadRef(
                bucket(place),
                key,
                catalogue
                        .uploads
                        .create(new NewUpload(bucket(place), key, ObjectAttributes.NONE, List.of(), null, false, null))
                        .id()));
        ask(() -> catalogue.uploads.commitPart(new PartCommit(
                ref, number, PART_BYTES, new ETag(part), List.of(), RegionalCatalogue.blob(PART_BYTES))));
        UploadCompletion completion = new UploadCompletion(
                ref,
                RegionalCatalogue.commitId(),
                List.of(new CompletedPart(number, part, List.of())),
                Preconditions.NONE,
                List.of(),
                null);
        return () -> ask(() -> catalogue.completions.complete(completion).etag().value());
    }

    @Override
    public Map<String, String> list(int bucket) {
        return ask(() ->
                catalogue.listings.objects(new ObjectQuery(buckets.get(bucket), "key/", "", "", 100)).entries().stream()
                        .map(ObjectSummary.class::cast)
                        .collect(Collectors.toMap(ObjectSummary::key, ObjectSummary::etag)));
    }

    @Override
    public String look(Place place) {
        return ask(() -> {
            try {
                StoredVersion seen = catalogue.get(bucket(place), place.key());
                return seen.etag() == null ? "" : seen.etag().value();
            } catch (ServiceFailure absent) {
                return "";
            }
        });
    }

    @Override
    public void version(int bucket, Versioning versioning) {
        ask(() -> {
            catalogue.buckets.setVersioning(buckets.get(bucket), versioning);
            return "";
        });
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException | TransactionException broken) {
            throw new Unanswered(broken);
        }
    }
}

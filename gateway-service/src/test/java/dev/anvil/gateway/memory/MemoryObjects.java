package dev.anvil.gateway.memory;

import dev.anvil.blob.BlobLayout;
import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.CommonPrefix;
import dev.anvil.gateway.catalogue.DeleteMarker;
import dev.anvil.gateway.catalogue.Deleted;
import dev.anvil.gateway.catalogue.Deletion;
import dev.anvil.gateway.catalogue.DeletionRefused;
import dev.anvil.gateway.catalogue.DeletionResult;
import dev.anvil.gateway.catalogue.DonePart;
import dev.anvil.gateway.catalogue.Guards;
import dev.anvil.gateway.catalogue.Hold;
import dev.anvil.gateway.catalogue.ListEntry;
import dev.anvil.gateway.catalogue.ListQuery;
import dev.anvil.gateway.catalogue.ObjectAttributes;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectCommit;
import dev.anvil.gateway.catalogue.ObjectCopy;
import dev.anvil.gateway.catalogue.ObjectPage;
import dev.anvil.gateway.catalogue.ObjectSummary;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.PartLayout;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.catalogue.Resolved;
import dev.anvil.gateway.catalogue.StoredContent;
import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.catalogue.VersionPage;
import dev.anvil.gateway.catalogue.VersionQuery;
import dev.anvil.gateway.catalogue.Versioning;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Versions of objects, newest first for each key. */
public final class MemoryObjects implements ObjectCatalogue {
    private final Map<BucketId, NavigableMap<String, List<Resolved>>> versions = new HashMap<>();
    private final MemoryBuckets buckets;
    private final InstantSource clock;
    private Consumer<ObjectCommit> beforeCommit = commit -> {};

    public MemoryObjects(MemoryBuckets buckets, InstantSource clock) {
        this.buckets = buckets;
        this.clock = clock;
        buckets.judgeEmptinessBy(id -> in(id).isEmpty());
    }

    /** Runs before each commit, and may throw. */
    public void beforeCommit(Consumer<ObjectCommit> step) {
        beforeCommit = step;
    }

    /** Puts what is current in another place. */
    public void moveTo(BucketId bucket, ObjectVersion version, List<PartLayout> parts) {
        in(bucket)
                .put(
                        version.key().value(),
                        new ArrayList<>(List.of(new ObjectVersion(
                                version.key(),
                                version.version(),
                                true,
                                version.size(),
                                version.etag(),
                                version.modified(),
                                version.checksums(),
                                version.attributes(),
                                parts,
                                version.partCount()))));
    }

    private NavigableMap<String, List<Resolved>> in(BucketId bucket) {
        return versions.computeIfAbsent(bucket, id -> new TreeMap<>());
    }

    @Override
    public Committed commit(ObjectCommit commit) {
        beforeCommit.accept(commit);
        StoredContent content = commit.content();
        BlobLayout blob = content.blob();
        ObjectVersion version = new ObjectVersion(
                commit.key(),
                commit.version(),
                true,
                content.size(),
                content.etag(),
                clock.instant(),
                content.checksums(),
                commit.attributes(),
                blob == null ? List.of() : List.of(new PartLayout(0, 0, content.size(), blob)),
                0);
        return add(commit.bucket(), version, commit.preconditions());
    }

    Committed add(BucketId id, ObjectVersion wanted, Preconditions conditions) {
        Bucket bucket = buckets.get(id);
        List<Resolved> all = in(id).computeIfAbsent(wanted.key().value(), key -> new ArrayList<>());
        try {
            judge(all.isEmpty() ? null : all.getFirst(), conditions);
        } finally {
            in(id).values().removeIf(List::isEmpty);
        }
        boolean enabled = bucket.versioning() == Versioning.ENABLED;
        ObjectVersion version = new ObjectVersion(
                wanted.key(),
                enabled ? wanted.version() : VersionId.NULL,
                true,
                wanted.size(),
                wanted.etag(),
                wanted.modified(),
                wanted.checksums(),
                wanted.attributes(),
                wanted.parts(),
                wanted.partCount());
        if (!enabled) {
            all.removeIf(other -> id(other).isNull());
        }
        all.addFirst(version);
        in(id).put(wanted.key().value(), all);
        return new Committed(
                version.version(),
                version.modified(),
                version.etag(),
                version.size(),
                bucket.versioning().everOn(),
                version.checksums());
    }

    private static void judge(@Nullable Resolved current, Preconditions conditions) {
        ETag tag = current instanceof ObjectVersion version ? version.etag() : null;
        if (conditions.ifMatch() != null) {
            if (tag == null) {
                throw refused(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_KEY");
            }
            if (!conditions.ifMatch().equals("*") && !conditions.ifMatch().equals(tag.value())) {
                throw refused(ServiceFailure.Kind.PRECONDITION, "PRECONDITION_FAILED");
            }
        }
        String none = conditions.ifNoneMatch();
        if (none != null && tag != null && (none.equals("*") || none.equals(tag.value()))) {
            throw refused(ServiceFailure.Kind.PRECONDITION, "PRECONDITION_FAILED");
        }
    }

    private static ServiceFailure refused(ServiceFailure.Kind kind, String reason) {
        return new ServiceFailure(kind, reason, reason);
    }

    private static VersionId id(Resolved resolved) {
        return switch (resolved) {
            case ObjectVersion version -> version.version();
            case DeleteMarker marker -> marker.version();
        };
    }

    @Override
    public Resolved lookUp(BucketId bucket, ObjectKey key, @Nullable VersionId version, boolean withLayout) {
        buckets.get(bucket);
        List<Resolved> all = in(bucket).getOrDefault(key.value(), List.of());
        if (version == null) {
            if (all.isEmpty()) {
                throw refused(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_KEY");
            }
            return all.getFirst();
        }
        return all.stream()
                .filter(one -> id(one).equals(version))
                .findFirst()
                .orElseThrow(() -> refused(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_VERSION"));
    }

    @Override
    public Deleted delete(BucketId id, Deletion deletion) {
        Bucket bucket = buckets.get(id);
        Versioning versioning = bucket.versioning();
        List<Resolved> all = in(id).computeIfAbsent(deletion.key().value(), key -> new ArrayList<>());
        Deleted deleted;
        VersionId named = deletion.version();
        if (named != null || !versioning.everOn()) {
            VersionId gone = named == null ? VersionId.NULL : named;
            Resolved found =
                    all.stream().filter(one -> id(one).equals(gone)).findFirst().orElse(null);
            all.remove(found);
            deleted = new Deleted(gone, found instanceof DeleteMarker, found != null, versioning.everOn());
        } else {
            VersionId marker = versioning == Versioning.ENABLED ? VersionId.create(clock.instant()) : VersionId.NULL;
            all.removeIf(one -> marker.isNull() && id(one).isNull());
            all.addFirst(new DeleteMarker(deletion.key(), marker, true, clock.instant()));
            deleted = new Deleted(marker, true, true, true);
        }
        in(id).values().removeIf(List::isEmpty);
        return deleted;
    }

    @Override
    public List<DeletionResult> deleteAll(BucketId bucket, List<Deletion> deletions) {
        List<DeletionResult> results = new ArrayList<>();
        for (Deletion deletion : deletions) {
            try {
                results.add(delete(bucket, deletion));
            } catch (ServiceFailure e) {
                results.add(new DeletionRefused(e.reason(), e.sentence()));
            }
        }
        return results;
    }

    @Override
    public Committed copy(ObjectCopy copy) {
        if (!(lookUp(copy.sourceBucket(), copy.sourceKey(), copy.sourceVersion(), true)
                instanceof ObjectVersion source)) {
            throw refused(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_KEY");
        }
        ObjectAttributes attributes = copy.attributes();
        return add(
                copy.bucket(),
                new ObjectVersion(
                        copy.key(),
                        copy.version(),
                        true,
                        source.size(),
                        source.etag(),
                        clock.instant(),
                        source.checksums(),
                        attributes == null ? source.attributes() : encryptedAs(source, attributes),
                        source.parts(),
                        source.partCount()),
                copy.preconditions());
    }

    @Override
    public VersionId hold(BucketId bucket, ObjectKey key, @Nullable VersionId version, Hold hold) {
        if (!(lookUp(bucket, key, version, true) instanceof ObjectVersion found)) {
            throw refused(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_KEY");
        }
        Guards old = found.attributes().guards();
        Guards held = switch (hold) {
            case Hold.Legal legal -> new Guards(old.retention(), legal.on(), old.encryption());
            case Hold.OfRetention change -> new Guards(change.retention(), old.legalHold(), old.encryption());
        };
        replace(bucket, found, found.attributes().with(held));
        return found.version();
    }

    private void replace(BucketId bucket, ObjectVersion found, ObjectAttributes attributes) {
        in(bucket)
                .getOrDefault(found.key().value(), new ArrayList<>())
                .replaceAll(one -> one == found
                        ? new ObjectVersion(
                                found.key(),
                                found.version(),
                                found.latest(),
                                found.size(),
                                found.etag(),
                                found.modified(),
                                found.checksums(),
                                attributes,
                                found.parts(),
                                found.partCount())
                        : one);
    }

    /** The bytes are the source's, and so is the way in which they are encrypted. */
    private static ObjectAttributes encryptedAs(ObjectVersion source, ObjectAttributes attributes) {
        return attributes.with(
                attributes.guards().with(source.attributes().guards().encryption()));
    }

    @Override
    public VersionId putTags(BucketId bucket, ObjectKey key, @Nullable VersionId version, List<Tag> tags) {
        if (!(lookUp(bucket, key, version, true) instanceof ObjectVersion found)) {
            throw refused(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_KEY");
        }
        ObjectAttributes old = found.attributes();
        ObjectAttributes tagged = new ObjectAttributes(
                        old.contentType(),
                        old.cacheControl(),
                        old.contentDisposition(),
                        old.contentEncoding(),
                        old.contentLanguage(),
                        old.expires(),
                        old.websiteRedirect(),
                        old.storageClass(),
                        old.userMetadata(),
                        tags)
                .with(old.guards())
                .withAcl(old.acl());
        replace(bucket, found, tagged);
        return found.version();
    }

    @Override
    public VersionId putAcl(BucketId bucket, ObjectKey key, @Nullable VersionId version, @Nullable Acl acl) {
        if (!(lookUp(bucket, key, version, true) instanceof ObjectVersion found)) {
            throw refused(ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_KEY");
        }
        replace(bucket, found, found.attributes().withAcl(acl));
        return found.version();
    }

    /** What a multipart object was made of. */
    private final Map<VersionId, List<DonePart>> parts = new HashMap<>();

    void remember(VersionId version, List<DonePart> of) {
        parts.put(version, of);
    }

    @Override
    public List<DonePart> parts(BucketId bucket, ObjectKey key, @Nullable VersionId version) {
        return parts.getOrDefault(version == null ? VersionId.NULL : version, List.of());
    }

    @Override
    public ObjectPage list(ListQuery query) {
        buckets.get(query.bucket());
        Set<String> prefixes = new LinkedHashSet<>();
        List<ListEntry> entries = new ArrayList<>();
        String last = "";
        for (List<Resolved> all : in(query.bucket()).values()) {
            if (!(all.getFirst() instanceof ObjectVersion version)) {
                continue;
            }
            String key = version.key().value();
            String place = commonPrefix(key, query);
            if (!key.startsWith(query.prefix()) || place.compareTo(query.after()) <= 0 || prefixes.contains(place)) {
                continue;
            }
            if (entries.size() == query.limit()) {
                return new ObjectPage(entries, true, last);
            }
            last = place;
            if (place.equals(key)) {
                entries.add(summary(version, true));
            } else {
                prefixes.add(place);
                entries.add(new CommonPrefix(place));
            }
        }
        return new ObjectPage(entries, false, "");
    }

    private static String commonPrefix(String key, ListQuery query) {
        if (query.delimiter().isEmpty() || !key.startsWith(query.prefix())) {
            return key;
        }
        int at = key.indexOf(query.delimiter(), query.prefix().length());
        return at < 0 ? key : key.substring(0, at + query.delimiter().length());
    }

    @Override
    public VersionPage listVersions(VersionQuery query) {
        buckets.get(query.bucket());
        List<ListEntry> entries = new ArrayList<>();
        for (List<Resolved> all : in(query.bucket()).values()) {
            for (Resolved one : all) {
                entries.add(summary(one, one == all.getFirst()));
            }
        }
        return new VersionPage(entries, false, "", "");
    }

    private static ObjectSummary summary(Resolved resolved, boolean latest) {
        return switch (resolved) {
            case ObjectVersion version ->
                new ObjectSummary(
                        version.key(),
                        version.version(),
                        latest,
                        false,
                        version.size(),
                        version.etag(),
                        version.modified(),
                        version.attributes().storageClass(),
                        version.checksums().stream()
                                .map(stored -> stored.checksum().algorithm())
                                .toList(),
                        false);
            case DeleteMarker marker ->
                new ObjectSummary(
                        marker.key(),
                        marker.version(),
                        latest,
                        true,
                        0,
                        null,
                        marker.modified(),
                        null,
                        List.of(),
                        false);
        };
    }
}

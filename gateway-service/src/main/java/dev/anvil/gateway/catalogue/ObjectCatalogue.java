package dev.anvil.gateway.catalogue;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects of the region. A change is one transaction; its commit is the moment that the change happens for everybody. */
public interface ObjectCatalogue {
    int MAX_PAGE = 1000;

    /**
     * Makes a version visible. After this was called the shards belong to the catalogue, whatever it answers or throws: the
     * caller never deletes them (PROTOCOL, rule SILENT).
     */
    Committed commit(ObjectCommit commit);

    /** The version named, or the current one where {@code version} is null. Without its layout the answer is smaller. */
    Resolved lookUp(BucketId bucket, ObjectKey key, @Nullable VersionId version, boolean withLayout);

    Deleted delete(BucketId bucket, Deletion deletion);

    /** Results in the order of the deletions, of which there are at most {@link #MAX_PAGE}. */
    List<DeletionResult> deleteAll(BucketId bucket, List<Deletion> deletions);

    Committed copy(ObjectCopy copy);

    /** Puts tags in place of those of the version named, or of the current one; answers which it was. */
    VersionId putTags(BucketId bucket, ObjectKey key, @Nullable VersionId version, List<Tag> tags);

    /** Changes what holds the version named, or the current one; answers which it was. */
    VersionId hold(BucketId bucket, ObjectKey key, @Nullable VersionId version, Hold hold);

    /** Puts a list in place of the one that there is; null makes it private to the bucket's owner. Answers which version it was. */
    VersionId putAcl(BucketId bucket, ObjectKey key, @Nullable VersionId version, @Nullable Acl acl);

    /** The parts that a version was uploaded in, by number; none where it was uploaded in one piece. */
    List<DonePart> parts(BucketId bucket, ObjectKey key, @Nullable VersionId version);

    ObjectPage list(ListQuery query);

    VersionPage listVersions(VersionQuery query);
}

package dev.anvil.gc.expire;

import dev.anvil.model.BucketId;
import dev.anvil.model.lifecycle.LifecycleRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies in a bucket, as the catalogue has it. */
public interface BucketContents {
    int PAGE = 1000;

    /** A bucket, and its rules where it has some. */
    record RuledBucket(BucketId id, Optional<LifecycleRules> rules) {}

    /** A version or a delete marker. */
    record Version(
            String key, String version, boolean latest, boolean marker, long size, String etag, Instant modified) {}

    /** By key, and then newest first. */
    record VersionPage(List<Version> versions, boolean more, String nextKey, String nextVersion) {}

    record Upload(String key, String id, Instant initiated) {}

    record UploadPage(List<Upload> uploads, boolean more, String nextKey, String nextUpload) {}

    /** What is to go: the version for good, or the current one as the bucket's versioning has it. */
    record Deletion(Version version, boolean forGood) {}

    /** Empty where there is no such bucket any more. */
    Optional<RuledBucket> find(String name);

    VersionPage versions(BucketId bucket, String prefix, String afterKey, String afterVersion);

    UploadPage uploads(BucketId bucket, String prefix, String afterKey, String afterUpload);

    Map<String, String> tags(BucketId bucket, Version version);

    /** Answers how many there were to delete still, and were not held. */
    int delete(BucketId bucket, List<Deletion> deletions);

    void abort(BucketId bucket, Upload upload);
}

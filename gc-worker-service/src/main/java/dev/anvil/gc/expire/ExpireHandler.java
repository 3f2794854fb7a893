package dev.anvil.gc.expire;

import dev.anvil.gc.expire.BucketContents.RuledBucket;
import dev.anvil.gc.expire.BucketContents.Upload;
import dev.anvil.gc.expire.BucketContents.UploadPage;
import dev.anvil.gc.expire.BucketContents.VersionPage;
import dev.anvil.gc.lease.Lease;
import dev.anvil.gc.lease.Outcome;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskHandler;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.model.BucketId;
import dev.anvil.model.lifecycle.LifecycleCalendar;
import dev.anvil.model.lifecycle.LifecycleRules;
import java.time.InstantSource;
import java.util.Optional;

/** Walks through a bucket with rules, again and again for as long as there is the bucket. */
final class ExpireHandler implements TaskHandler {
    private final BucketContents contents;
    private final ExpireSettings settings;
    private final InstantSource clock;

    ExpireHandler(BucketContents contents, ExpireSettings settings, InstantSource clock) {
        this.contents = contents;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public TaskType type() {
        return TaskType.EXPIRE;
    }

    @Override
    public Outcome handle(Task task, Lease lease) throws InterruptedException {
        Optional<RuledBucket> found = contents.find(task.subject());
        if (found.isEmpty()) {
            return new Outcome.Done("the bucket is gone");
        }
        // A bucket without rules keeps its task: rules that are put at this moment count on it.
        Optional<LifecycleRules> rules = found.get().rules();
        if (rules.isEmpty()) {
            return new Outcome.Postponed(settings.every(), "the bucket has no rules now");
        }
        BucketId bucket = found.get().id();
        int deleted = expireVersions(bucket, rules.get(), lease);
        int aborted = abortUploads(bucket, rules.get(), lease);
        return new Outcome.Postponed(
                settings.every(), "expired " + deleted + " versions and " + aborted + " uploads; looking again later");
    }

    private int expireVersions(BucketId bucket, LifecycleRules rules, Lease lease) throws InterruptedException {
        VersionJudge judge = new VersionJudge(
                rules, settings.calendar(), clock.instant(), version -> contents.tags(bucket, version));
        String prefix = rules.commonPrefix();
        int deleted = 0;
        VersionPage page = contents.versions(bucket, prefix, "", "");
        while (true) {
            lease.requireHeld();
            deleted += contents.delete(bucket, judge.judge(page.versions()));
            if (!page.more()) {
                return deleted + contents.delete(bucket, judge.end());
            }
            Thread.sleep(settings.pause());
            page = contents.versions(bucket, prefix, page.nextKey(), page.nextVersion());
        }
    }

    private int abortUploads(BucketId bucket, LifecycleRules rules, Lease lease) throws InterruptedException {
        LifecycleCalendar calendar = settings.calendar();
        String prefix = rules.commonPrefix();
        int aborted = 0;
        UploadPage page = contents.uploads(bucket, prefix, "", "");
        while (true) {
            lease.requireHeld();
            for (Upload upload : page.uploads()) {
                if (rules.isUploadDue(calendar, upload.key(), upload.initiated(), clock.instant())) {
                    contents.abort(bucket, upload);
                    aborted++;
                }
            }
            if (!page.more()) {
                return aborted;
            }
            Thread.sleep(settings.pause());
            page = contents.uploads(bucket, prefix, page.nextKey(), page.nextUpload());
        }
    }
}

package dev.anvil.metadata.blob;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.blob.BlobWorld.Step;
import dev.anvil.metadata.object.CommitId;
import dev.anvil.metadata.object.ObjectCommit;
import dev.anvil.metadata.object.ObjectCommits;
import dev.anvil.metadata.object.Preconditions;
import dev.anvil.model.ShardPlacement;
import dev.anvil.model.VersionId;
import java.time.Instant;
import java.util.Deque;
import java.util.List;

/** Gateways that put, copy and delete whole objects. */
final class Writers {
    private final Surroundings around;

    Writers(Surroundings around) {
        this.around = around;
    }

    void put(Deque<Step> rest) {
        Instant birth = around.birth();
        NewBlob blob = RegionalCatalogue.blob(100, birth);
        CommitId id = CommitId.of(VersionId.create(birth));
        ObjectCommit commit =
                RegionalCatalogue.commit(around.bucket(), around.key(), id, 100, blob, Preconditions.NONE);
        write(
                rest,
                blob,
                () -> Surroundings.refusable(
                        () -> new ObjectCommits(around.catalogue().database, new BlobParameters(around.rules()))
                                .commit(commit),
                        "SHARD_TOO_OLD"));
    }

    void copy(Deque<Step> rest) {
        Surroundings.refusable(
                () -> around.catalogue()
                        .commits
                        .copy(RegionalCatalogue.copy(around.bucket(), around.key(), around.bucket(), around.key())),
                "NO_SUCH_KEY");
    }

    void delete(Deque<Step> rest) {
        around.catalogue().delete(around.bucket(), around.key());
    }

    /** First the shards, some at a time, then the commit: what an object and a part have in common. */
    void write(Deque<Step> rest, NewBlob blob, Runnable commit) {
        List<ShardPlacement> shards = blob.layout().placement().written().toList();
        rest.add(then -> around.store(shards.subList(0, 3)));
        rest.add(then -> around.store(shards.subList(3, shards.size())));
        if (around.random().nextInt(6) == 0) {
            // Its client went away before anything was sent: it may tidy up.
            rest.add(then -> around.tidyUp(shards));
            return;
        }
        Step send = then -> {
            around.sent(blob.layout().id());
            commit.run();
        };
        rest.add(send);
        if (around.random().nextInt(3) == 0) {
            // The answer was lost.
            rest.add(send);
        }
        if (around.breaksSilence()) {
            rest.add(then -> around.tidyUp(shards));
        }
    }
}

package dev.anvil.metadata.object;

import static dev.anvil.metadata.RegionalCatalogue.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.Invariants;
import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.model.BucketId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Puts in one transaction. That each ends as it would alone is what all other tests of the catalogue say, which share as well. */
class SharedCommitsIT {
    private final RegionalCatalogue catalogue = new RegionalCatalogue();
    private final SharedCommits shared = catalogue.commits.shared();

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void oneTransactionTakesNewOnesReplacementsAndAllVersionings() {
        BucketId off = catalogue.bucket(Versioning.OFF);
        BucketId on = catalogue.bucket(Versioning.ENABLED);
        BucketId suspended = catalogue.bucket(Versioning.SUSPENDED);
        catalogue.commits.commit(commit(off, "there", 5));
        catalogue.commits.commit(commit(on, "there", 5));
        List<ObjectCommit> commits = List.of(
                commit(off, "new", 10),
                commit(off, "there", 20),
                commit(on, "there", 30),
                commit(suspended, "new", 40),
                commit(off, "there", 50));
        List<SharedCommits.Outcome> outcomes = shared.together(commits);

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.committed()).isPresent());
        assertThat(catalogue.get(off, "new").size()).isEqualTo(10);
        assertThat(catalogue.get(off, "there").size()).isEqualTo(50);
        assertThat(catalogue.get(on, "there").size()).isEqualTo(30);
        assertThat(catalogue.get(suspended, "new").size()).isEqualTo(40);
        assertThat(outcomes.get(2).committed().map(Committed::versioned)).contains(true);
        assertThat(outcomes.get(0).committed().map(Committed::versioned)).contains(false);
        catalogue.usage.fold();
        Invariants.hold(catalogue);
    }

    @Test
    void sentAgainTheyChangeNothingAndAnswerTheSame() {
        BucketId bucket = catalogue.bucket(Versioning.OFF);
        List<ObjectCommit> commits = IntStream.range(0, 6)
                .mapToObj(at -> commit(bucket, "key-" + at % 3, 10 + at))
                .toList();
        List<SharedCommits.Outcome> first = shared.together(commits);
        assertThat(shared.together(commits.reversed()).reversed()).isEqualTo(first);
        assertThat(catalogue.get(bucket, "key-0").size()).isEqualTo(13);
        Invariants.hold(catalogue);
    }

    @Test
    void oneThatIsRefusedTakesNobodyWithIt() {
        BucketId bucket = catalogue.bucket(Versioning.OFF);
        ObjectCommit lost = commit(BucketId.create(), "a", 10);
        List<SharedCommits.Outcome> outcomes =
                shared.together(List.of(commit(bucket, "a", 10), lost, commit(bucket, "b", 10)));
        assertThat(outcomes.get(1).refusal()).extracting(ServiceFailure::reason).isEqualTo("NO_SUCH_BUCKET");
        assertThat(catalogue.get(bucket, "a").size()).isEqualTo(10);
        assertThat(catalogue.get(bucket, "b").size()).isEqualTo(10);
        assertThatThrownBy(() -> shared.commit(lost)).isInstanceOf(ServiceFailure.class);
        Invariants.hold(catalogue);
    }

    @Test
    void aKeyThatSomebodyWorksOnDelaysNobodyElse() throws Exception {
        BucketId bucket = catalogue.bucket(Versioning.OFF);
        ObjectCommit held = commit(bucket, "held", 10);
        ObjectCommit free = commit(bucket, "free", 10);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Committed>> later = catalogue.database.transaction(jdbc -> {
                jdbc.sql("select pg_advisory_xact_lock(name_hash(?, 'held'))")
                        .param(bucket.value())
                        .query((row, index) -> true)
                        .single();
                // By another thread, and so another session: locks are no obstacle to whoever holds them.
                List<SharedCommits.Outcome> outcomes = CompletableFuture.supplyAsync(
                                () -> shared.together(List.of(held, free)), callers)
                        .join();
                assertThat(outcomes.get(0).committed()).isEmpty();
                assertThat(outcomes.get(0).refusal()).isNull();
                assertThat(catalogue.get(bucket, "free").size()).isEqualTo(10);
                // Alone it waits, until the other has ended.
                return callers.submit(() -> shared.commit(held));
            });
            assertThat(later.get()).isPresent();
        }
        assertThat(catalogue.get(bucket, "held").size()).isEqualTo(10);
        Invariants.hold(catalogue);
    }
}

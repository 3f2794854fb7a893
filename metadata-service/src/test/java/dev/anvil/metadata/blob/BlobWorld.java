package dev.anvil.metadata.blob;

import dev.anvil.metadata.RegionalCatalogue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The real catalogue and drives of names only, with actors whose steps a seed puts in order, as the processes of the model in
 * docs/models. Any actor may be passed over for as long as it likes, or never get another turn, which is what a crash is.
 */
final class BlobWorld {
    /** Which rule is not kept, to see that its absence is noticed. */
    enum Broken {
        NOTHING,
        COMMIT_AGE,
        SWEEP_AGE,
        SILENCE
    }

    /** One step; what follows it is put in front of what is left. */
    interface Step {
        void run(Deque<Step> rest);
    }

    private static final int STEPS = 110;

    private final Surroundings around;
    private final Random random;
    private final Writers writers;
    private final Uploaders uploaders;
    private final Workers workers;
    private final List<Deque<Step>> actors = new ArrayList<>();

    BlobWorld(RegionalCatalogue catalogue, Random random, Broken broken) {
        this.around = new Surroundings(catalogue, random, broken);
        this.random = random;
        this.writers = new Writers(around);
        this.uploaders = new Uploaders(around, writers);
        this.workers = new Workers(around);
    }

    /** Empty where nothing that a version or a part needs was ever lost; else what was. */
    Optional<String> run() {
        for (int step = 0; step < STEPS; step++) {
            if (actors.size() < 6) {
                actors.add(new ArrayDeque<>(List.of(newActor())));
            }
            Deque<Step> actor = actors.get(random.nextInt(actors.size()));
            actor.removeFirst().run(actor);
            if (actor.isEmpty() || random.nextInt(40) == 0) {
                actors.remove(actor);
            }
            around.change();
            Optional<String> lost = around.lost();
            if (lost.isPresent()) {
                return Optional.of("after step " + step + ", " + lost.get());
            }
        }
        return Optional.empty();
    }

    /** Blobs that a commit was sent for. */
    int committed() {
        return around.committedBlobs();
    }

    /** Uploads that became objects. */
    int completed() {
        return uploaders.completed();
    }

    private Step newActor() {
        return switch (random.nextInt(15)) {
            case 0, 1, 2 -> writers::put;
            case 3 -> writers::copy;
            case 4, 5 -> writers::delete;
            case 6 -> workers::reclaim;
            case 7 -> workers::repair;
            case 8 -> uploaders::begin;
            case 9, 10 -> uploaders::part;
            case 11 -> uploaders::complete;
            case 12 -> uploaders::abort;
            default -> workers::sweep;
        };
    }
}

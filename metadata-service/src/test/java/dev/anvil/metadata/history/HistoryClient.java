package dev.anvil.metadata.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.history.KeyHistory.Step;
import dev.anvil.metadata.history.Keys.Change;
import dev.anvil.metadata.history.Keys.Place;
import dev.anvil.runtime.failure.ServiceFailure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One client: does something, and writes down what it was told. */
final class HistoryClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Keys keys;
    private final Function<Place, KeyHistory> histories;
    private final Random random;
    private int keysOfBucket;

    HistoryClient(Keys keys, Function<Place, KeyHistory> histories, Random random) {
        this.keys = keys;
        this.histories = histories;
        this.random = random;
    }

    void step(int keyCount) {
        keysOfBucket = keyCount;
        Place place = place();
        switch (random.nextInt(12)) {
            case 0, 1 -> put(place, null, null);
            case 2, 3 -> put(place, null, "*");
            case 4 -> overwriteIfUnchanged(place);
            case 5 -> change(place, keys.delete(place), null, "", false);
            case 6, 7 -> copy(place);
            case 8 -> upload(place);
            case 9 -> list(place.bucket());
            case 10 -> version();
            default -> look(place);
        }
    }

    private Place place() {
        return new Place(random.nextInt(keys.buckets()), "key/" + random.nextInt(keysOfBucket));
    }

    private String value() {
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    private void put(Place place, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        String value = value();
        String expected = ifNoneMatch == null ? ifMatch : "";
        change(place, keys.put(place, value, ifMatch, ifNoneMatch), expected, value, true);
    }

    private void overwriteIfUnchanged(Place place) {
        String seen = look(place);
        if (seen != null && !seen.isEmpty()) {
            put(place, seen, null);
        }
    }

    /** Only of what was just seen of the source, so that what an unanswered copy brings is known. */
    private void copy(Place place) {
        Place source = place();
        String seen = look(source);
        if (seen != null && !seen.isEmpty()) {
            change(place, keys.copy(source, seen, place), null, seen, true);
        }
    }

    private void upload(Place place) {
        String part = value();
        Change completion;
        try {
            completion = keys.upload(place, part);
        } catch (Unanswered nothing) {
            awaitAnswers();
            return;
        }
        change(place, completion, null, wholeTag(part), true);
    }

    /** As S3 makes it: the digest of the parts' digests, and how many there are. */
    private static String wholeTag(String part) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(HexFormat.of().parseHex(part));
            return HexFormat.of().formatHex(digest) + "-1";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param expected what the change wants to find; null: no matter
     * @param value what it leaves
     * @param again whether it may be sent again when nobody answers, which must change nothing if it was done
     */
    private void change(Place place, Change change, @Nullable String expected, String value, boolean again) {
        KeyHistory history = histories.apply(place);
        KeyHistory.Open open = history.begin();
        boolean insist = again && random.nextBoolean();
        boolean doubted = false;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertThat(change.send()).isEqualTo(value);
                open.end(Step.write(expected, value));
                return;
            } catch (ServiceFailure refusal) {
                assertThat(refusal.reason()).isIn("PRECONDITION_FAILED", "NO_SUCH_KEY", "CONFLICT");
                if (doubted) {
                    // What was sent before may have been on its way still.
                    open.unknown(Step.maybeWrite(expected, value));
                }
                if (expected != null) {
                    open.end(Step.refusedWrite(expected));
                }
                return;
            } catch (Unanswered unknown) {
                doubted = true;
                if (!insist) {
                    open.unknown(Step.maybeWrite(expected, value));
                    awaitAnswers();
                    return;
                }
                pause(end);
            }
        }
    }

    /** One listing looks at all keys of its bucket at the same moment. */
    private void list(int bucket) {
        Map<Place, KeyHistory.Open> opened = new HashMap<>();
        IntStream.range(0, keysOfBucket)
                .mapToObj(key -> new Place(bucket, "key/" + key))
                .forEach(place -> opened.put(place, histories.apply(place).begin()));
        try {
            Map<String, String> listed = keys.list(bucket);
            opened.forEach((place, open) -> open.end(Step.read(listed.getOrDefault(place.key(), ""))));
        } catch (Unanswered nothing) {
            awaitAnswers();
        }
    }

    private void version() {
        try {
            keys.version(keys.buckets() - 1, random.nextBoolean() ? Versioning.ENABLED : Versioning.SUSPENDED);
        } catch (Unanswered unknown) {
            awaitAnswers();
        }
    }

    private @Nullable String look(Place place) {
        KeyHistory.Open open = histories.apply(place).begin();
        try {
            String seen = keys.look(place);
            open.end(Step.read(seen));
            return seen;
        } catch (Unanswered nothing) {
            awaitAnswers();
            return null;
        }
    }

    /** So that an outage is not all that this client sees. */
    private void awaitAnswers() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                keys.look(new Place(0, "key/0"));
                return;
            } catch (Unanswered still) {
                pause(end);
            }
        }
    }

    private static void pause(long end) {
        assertThat(System.nanoTime()).as("answers come again").isLessThan(end);
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}

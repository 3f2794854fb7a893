package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients that write objects whose names say what is in them, and remember what was acknowledged. */
final class Writers implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final S3Client s3;
    private final String bucket;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean done = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Writers(S3Client s3, String bucket, int count) {
        this.s3 = s3;
        this.bucket = bucket;
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().start(this::write));
        }
    }

    private void write() {
        while (!done.get()) {
            String key = "object-" + names.incrementAndGet();
            try {
                s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromBytes(content(key)));
                acknowledged.add(key);
            } catch (SdkException e) {
                refused.incrementAndGet();
            }
        }
    }

    static byte[] content(String key) {
        return SomeBytes.of(key.hashCode(), 4_096);
    }

    /** Until so many more were acknowledged; how long that took. */
    Duration awaitMore(int writes) {
        int goal = acknowledged.size() + writes;
        return Waiting.until(writes + " more writes", LIMIT, () -> acknowledged.size() >= goal);
    }

    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    int refused() {
        return refused.get();
    }

    /** Everything that was acknowledged is there and as it was. */
    void requireAll(S3Client reader) {
        for (String key : acknowledged) {
            assertThat(reader.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asByteArray())
                    .as(key)
                    .isEqualTo(content(key));
        }
    }

    @Override
    public void close() {
        done.set(true);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

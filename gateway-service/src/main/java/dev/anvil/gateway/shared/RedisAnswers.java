package dev.anvil.gateway.shared;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.gateway.catalogue.ChangeListener;
import dev.anvil.model.BucketName;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers shared through Redis. An answer lives there for so long, counted by Redis's own clock from the moment before the catalogue was
 * asked for it: whatever comes late is not stored at all. So it is never older than that, and who heard of a change need only
 * look away for as long.
 */
final class RedisAnswers implements SharedAnswers, ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(RedisAnswers.class);
    private static final String READ = """
            local now = redis.call('TIME')
            return {redis.call('GET', KEYS[1]) or '', now[1] * 1000 + math.floor(now[2] / 1000)}""";
    private static final String WRITE = """
            local now = redis.call('TIME')
            local left = ARGV[2] + ARGV[3] - (now[1] * 1000 + math.floor(now[2] / 1000))
            if left > 0 then redis.call('SET', KEYS[1], ARGV[1], 'PX', left) end
            return left""";

    private final RedisLink link;
    private final SharedCipher cipher;
    private final byte[] lifeMillis;
    private final RecentChanges changes;

    RedisAnswers(RedisLink link, SharedCipher cipher, Duration fresh, Ticker ticker) {
        this.link = link;
        this.cipher = cipher;
        this.lifeMillis = digits(fresh.toMillis());
        this.changes = new RecentChanges(fresh, ticker);
    }

    private record Found(byte[] sealed, long askedMillis) {}

    @Override
    public byte[] find(Kind kind, String key, Supplier<byte[]> source) {
        if (changes.contain(kind, key)) {
            return source.get();
        }
        byte[] name = cipher.nameOf(kind, key);
        Found found = read(name);
        if (found == null) {
            return source.get();
        }
        Optional<byte[]> shared = cipher.open(name, found.sealed());
        // Asked again: the change may have been heard of meanwhile.
        if (shared.isPresent() && !changes.contain(kind, key)) {
            return shared.get();
        }
        byte[] answer = source.get();
        if (!changes.contain(kind, key)) {
            write(name, cipher.seal(name, answer), found.askedMillis());
        }
        return answer;
    }

    /** Null where Redis does not answer. */
    private @Nullable Found read(byte[] name) {
        StatefulRedisConnection<byte[], byte[]> connection = link.connection();
        if (connection == null) {
            return null;
        }
        try {
            List<?> answer = connection.sync().eval(READ, ScriptOutputType.MULTI, new byte[][] {name});
            return new Found((byte[]) answer.get(0), (Long) answer.get(1));
        } catch (RedisException e) {
            link.failed(e);
            return null;
        }
    }

    /** Nobody waits for it. */
    private void write(byte[] name, byte[] sealed, long askedMillis) {
        StatefulRedisConnection<byte[], byte[]> connection = link.connection();
        if (connection == null) {
            return;
        }
        try {
            connection
                    .async()
                    .eval(WRITE, ScriptOutputType.INTEGER, new byte[][] {name}, sealed, digits(askedMillis), lifeMillis)
                    .whenComplete((left, failure) -> {
                        if (failure != null) {
                            LOG.debug("An answer was not shared: {}", failure.getMessage());
                        }
                    });
        } catch (RedisException e) {
            link.failed(e);
        }
    }

    private static byte[] digits(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void bucketChanged(BucketName bucket) {
        changes.add(Kind.BUCKET, bucket.value());
    }

    @Override
    public void credentialChanged(String clientId) {
        changes.add(Kind.CREDENTIAL, clientId);
    }

    @Override
    public void everythingChanged() {
        changes.addAll();
    }
}

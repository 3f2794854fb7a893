package dev.anvil.gateway.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.gateway.shared.SharedAnswers.Kind;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways with one Redis, a real one. */
class RedisAnswersIT {
    private static final Duration FRESH = Duration.ofMillis(600);
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String APP = "AKIASHAREDAPP";

    private final AtomicInteger asked = new AtomicInteger();
    private volatile String truth = "secret-one";
    private RedisServer redis;
    private RedisLink linkOfOne;
    private RedisLink linkOfTwo;
    private RedisAnswers one;
    private RedisAnswers two;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.start();
        linkOfOne = new RedisLink(RedisURI.create(redis.url()), SslOptions.create(), Ticker.systemTicker());
        linkOfTwo = new RedisLink(RedisURI.create(redis.url()), SslOptions.create(), Ticker.systemTicker());
        one = new RedisAnswers(linkOfOne, new SharedCipher(KEY), FRESH, Ticker.systemTicker());
        two = new RedisAnswers(linkOfTwo, new SharedCipher(KEY), FRESH, Ticker.systemTicker());
        eventually(() -> linkOfOne.connection() != null && linkOfTwo.connection() != null);
    }

    @AfterEach
    void stop() throws Exception {
        if (redis != null) {
            linkOfOne.close();
            linkOfTwo.close();
            redis.close();
        }
    }

    @Test
    void whatOneAskedTheOtherKnowsForAWhile() throws Exception {
        find(one, APP);
        eventually(() -> {
            int before = asked();
            find(two, APP);
            return asked() == before;
        });
        truth = "secret-two";
        eventually(() -> find(two, APP).equals("secret-two"));
        assertThat(find(one, "ANOTHER")).isEqualTo("secret-two");
    }

    @Test
    void anAnswerIsNeverOlderThanItMayBe() throws Exception {
        for (int round = 0; round < 5; round++) {
            find(one, APP);
            long changed = System.nanoTime();
            truth = "secret-" + round;
            eventually(() -> find(two, APP).equals(truth));
            assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(FRESH.plusMillis(400));
        }
    }

    @Test
    void whoHeardOfAChangeIsToldTheTruthAtOnce() {
        for (int round = 0; round < 20; round++) {
            find(one, APP);
            truth = "secret-after-" + round;
            two.credentialChanged(APP);
            assertThat(find(two, APP)).isEqualTo(truth);
        }
        find(one, "ANOTHER");
        truth = "everything";
        two.everythingChanged();
        assertThat(find(two, "ANOTHER")).isEqualTo(truth);
    }

    /** The catalogue was asked before a change, and its answer came long after. */
    @Test
    void whatComesLateIsNotShared() throws Exception {
        assertThat(new String(
                        one.find(Kind.CREDENTIAL, "SLOW", () -> {
                            sleep(FRESH.plusMillis(200));
                            return "old".getBytes(StandardCharsets.UTF_8);
                        }),
                        StandardCharsets.UTF_8))
                .isEqualTo("old");
        // By the same connection, so after it.
        find(one, APP);
        assertThat(find(two, "SLOW")).isEqualTo(truth);
    }

    @Test
    void whatTheSourceRefusesIsSharedWithNobody() {
        assertThatThrownBy(() -> one.find(Kind.BUCKET, "none", () -> {
                    throw new IllegalArgumentException("no such bucket");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new String(two.find(Kind.BUCKET, "none", this::ask), StandardCharsets.UTF_8))
                .isEqualTo(truth);
    }

    @Test
    void nothingLiesThereInClear() throws Exception {
        find(one, APP);
        try (RedisClient client = RedisClient.create(redis.url());
                StatefulRedisConnection<byte[], byte[]> spy = client.connect(ByteArrayCodec.INSTANCE)) {
            eventually(() -> !spy.sync().keys("*").isEmpty());
            List<byte[]> names = spy.sync().keys("*");
            for (byte[] name : names) {
                byte[] value = spy.sync().get(name);
                assertThat(new String(name, StandardCharsets.ISO_8859_1)).doesNotContain(APP);
                if (value != null) {
                    assertThat(new String(value, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
                    // Somebody writes there who is no gateway.
                    value[value.length - 1] ^= 1;
                    spy.sync().psetex(name, 60_000, value);
                }
            }
            int before = asked();
            assertThat(find(two, APP)).isEqualTo(truth);
            assertThat(asked()).isEqualTo(before + 1);
        }
    }

    @Test
    void withoutRedisTheCatalogueIsAskedAndNobodyWaits() throws Exception {
        redis.kill();
        nobodyWaits();
        redis.startAgain();
        sharesAgain();

        redis.freeze();
        nobodyWaits();
        redis.thaw();
        sharesAgain();
    }

    private void nobodyWaits() {
        long began = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            int before = asked();
            assertThat(find(one, APP)).isEqualTo(truth);
            assertThat(asked()).isEqualTo(before + 1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    private void sharesAgain() throws InterruptedException {
        eventually(() -> {
            find(one, APP);
            int before = asked();
            find(two, APP);
            return asked() == before;
        });
    }

    private String find(RedisAnswers gateway, String app) {
        return new String(gateway.find(Kind.CREDENTIAL, app, this::ask), StandardCharsets.UTF_8);
    }

    private byte[] ask() {
        asked.incrementAndGet();
        return truth.getBytes(StandardCharsets.UTF_8);
    }

    private int asked() {
        return asked.get();
    }

    private static void eventually(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void sleep(Duration length) {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

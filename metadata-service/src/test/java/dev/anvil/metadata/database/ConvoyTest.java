package dev.anvil.metadata.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConvoyTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** What each statement carried, as it set out. */
    private final BlockingQueue<List<Integer>> statements = new LinkedBlockingQueue<>();

    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicLong now = new AtomicLong();
    private final Semaphore looks = new Semaphore(0);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        mayEnd.release(1_000);
        callers.close();
    }

    @Test
    void whoIsAloneWaitsForNobody() {
        Convoy<Integer, Integer> convoy = new Convoy<>(1, 8, this::doubled, this::look);
        mayEnd.release(2);
        assertThat(convoy.ask(4)).isEqualTo(8);
        assertThat(convoy.ask(5)).isEqualTo(10);
        assertThat(statements).containsExactly(List.of(4), List.of(5));
    }

    @Test
    void whoeverComesWhileAllAreUnderWaySharesTheNext() throws Exception {
        Convoy<Integer, Integer> convoy = new Convoy<>(1, 3, this::held, this::look);
        Future<Integer> first = ask(convoy, 0);
        assertThat(setOut()).containsExactly(0);
        List<Future<Integer>> others = new ArrayList<>();
        for (int question = 1; question <= 4; question++) {
            others.add(ask(convoy, question));
            awaitWaiting(convoy, question);
        }
        mayEnd.release();
        // In the order of their coming, and no more than it carries.
        assertThat(setOut()).containsExactly(1, 2, 3);
        mayEnd.release();
        assertThat(setOut()).containsExactly(4);
        mayEnd.release();
        assertThat(first.get()).isZero();
        for (int question = 1; question <= 4; question++) {
            assertThat(others.get(question - 1).get()).isEqualTo(2 * question);
        }
    }

    @Test
    void noMoreAreUnderWayThanMayBe() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Convoy<Integer, Integer> convoy = new Convoy<>(2, 4, questions -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            return doubled(questions);
        });
        List<Future<Integer>> asked = new ArrayList<>();
        for (int question = 0; question < 2_000; question++) {
            asked.add(ask(convoy, question));
        }
        for (int question = 0; question < 2_000; question++) {
            assertThat(asked.get(question).get()).isEqualTo(2 * question);
        }
        assertThat(most).hasValueLessThanOrEqualTo(2);
        assertThat(statements.stream().mapToInt(List::size).sum()).isEqualTo(2_000);
        assertThat(statements).allSatisfy(carried -> assertThat(carried).hasSizeLessThanOrEqualTo(4));
    }

    @Test
    void aFailureIsEverybodysWhoSharesItAndNobodyElses() throws Exception {
        Convoy<Integer, Integer> convoy = new Convoy<>(
                1,
                8,
                questions -> {
                    List<Integer> answers = held(questions);
                    if (questions.contains(2)) {
                        throw new IllegalStateException("the database is away");
                    }
                    return answers;
                },
                this::look);
        Future<Integer> first = ask(convoy, 1);
        setOut();
        Future<Integer> second = ask(convoy, 2);
        awaitWaiting(convoy, 1);
        Future<Integer> third = ask(convoy, 3);
        awaitWaiting(convoy, 2);
        mayEnd.release(2);
        assertThat(first.get()).isEqualTo(2);
        for (Future<Integer> failed : List.of(second, third)) {
            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("the database is away");
        }
        mayEnd.release();
        assertThat(convoy.ask(4)).isEqualTo(8);
    }

    @Test
    void nobodyWaitsBehindStatementsThatHang() throws Exception {
        Convoy<Integer, Integer> convoy = new Convoy<>(
                1, 8, questions -> questions.contains(1) ? held(questions) : doubled(questions), this::look);
        Future<Integer> hangs = ask(convoy, 1);
        setOut();
        now.addAndGet(Duration.ofMillis(400).toNanos());
        Future<Integer> waits = ask(convoy, 2);
        awaitWaiting(convoy, 1);
        now.addAndGet(Duration.ofMillis(400).toNanos());
        assertThat(convoy.ask(3)).isEqualTo(6);
        assertThat(setOut()).containsExactly(3);
        assertThat(convoy.waiting()).isEqualTo(1);
        mayEnd.release();
        assertThat(hangs.get()).isEqualTo(2);
        assertThat(waits.get()).isEqualTo(4);
    }

    @Test
    void whoIsInterruptedWhileItWaitsStillLeadsTheOthers() throws Exception {
        Convoy<Integer, Integer> convoy = new Convoy<>(1, 8, this::held, this::look);
        Future<Integer> first = ask(convoy, 1);
        setOut();
        ConcurrentLinkedQueue<Object> told = new ConcurrentLinkedQueue<>();
        CountDownLatch ended = new CountDownLatch(1);
        Thread impatient = Thread.ofVirtual().start(() -> {
            told.add(convoy.ask(2));
            told.add(Thread.currentThread().isInterrupted());
            ended.countDown();
        });
        awaitWaiting(convoy, 1);
        Future<Integer> third = ask(convoy, 3);
        awaitWaiting(convoy, 2);
        impatient.interrupt();
        mayEnd.release(2);
        assertThat(first.get()).isEqualTo(2);
        assertThat(third.get()).isEqualTo(6);
        assertThat(ended.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(told).containsExactly(4, true);
    }

    private Future<Integer> ask(Convoy<Integer, Integer> convoy, int question) {
        return callers.submit(() -> convoy.ask(question));
    }

    /** Whoever asks looks at the clock under the lock that counting takes, and is counted when it has let go of it. */
    private void awaitWaiting(Convoy<Integer, Integer> convoy, int callers) throws InterruptedException {
        while (convoy.waiting() < callers) {
            assertThat(looks.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private long look() {
        looks.release();
        return now.get();
    }

    private List<Integer> setOut() throws InterruptedException {
        List<Integer> carried = statements.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(carried).isNotNull();
        return carried;
    }

    private List<Integer> held(List<Integer> questions) {
        List<Integer> answers = doubled(questions);
        mayEnd.acquireUninterruptibly();
        return answers;
    }

    private List<Integer> doubled(List<Integer> questions) {
        statements.add(questions);
        return questions.stream().map(question -> 2 * question).toList();
    }
}

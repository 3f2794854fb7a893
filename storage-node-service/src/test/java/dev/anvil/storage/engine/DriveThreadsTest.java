package dev.anvil.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DriveThreadsTest {
    private static final int CALLERS = 200;

    /** Holds the carrier, as a read of a file does: parking would let it go. */
    private static int hang(AtomicBoolean hanging, CountDownLatch begun) {
        begun.countDown();
        while (hanging.get()) {
            Thread.onSpinWait();
        }
        return 1;
    }

    @Test
    void aDriveThatHangsLeavesACarrierToTheOthers() throws Exception {
        AtomicBoolean hanging = new AtomicBoolean(true);
        CountDownLatch begun = new CountDownLatch(1);
        List<Thread> callers = new ArrayList<>();
        try (DriveThreads hung = new DriveThreads("hung");
                DriveThreads well = new DriveThreads("well")) {
            for (int i = 0; i < CALLERS; i++) {
                callers.add(Thread.startVirtualThread(() -> {
                    var unused = hung.reading(() -> hang(hanging, begun));
                }));
            }
            begun.await();
            ReentrantLock lock = new ReentrantLock();
            FutureTask<Integer> other = new FutureTask<>(() -> well.reading(() -> 2) + well.writing(lock, () -> 3));
            Thread.startVirtualThread(other);
            assertThat(other.get(20, TimeUnit.SECONDS))
                    .as("another drive serves meanwhile")
                    .isEqualTo(5);
            FutureTask<Integer> failing = new FutureTask<>(() -> well.reading(() -> {
                throw new StorageFailure.DriveFull("full");
            }));
            Thread.startVirtualThread(failing);
            assertThatThrownBy(() -> failing.get(20, TimeUnit.SECONDS))
                    .as("what fails on another thread fails as itself")
                    .hasCauseInstanceOf(StorageFailure.DriveFull.class);
            hanging.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
        } finally {
            hanging.set(false);
        }
    }
}

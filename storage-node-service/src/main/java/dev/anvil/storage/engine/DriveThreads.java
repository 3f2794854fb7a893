package dev.anvil.storage.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps a drive that hangs from holding up the others. A virtual thread that waits for a disk holds the carrier that it runs on,
 * and there are only as many as cores: two reads of one hung drive would stop a node of two cores. So only so many calls of all
 * drives together run where they are that one carrier stays free; the others run on threads of their drive, and the virtual
 * thread waits without a carrier. Reads and writes have threads of their own, because writes wait for each other.
 */
final class DriveThreads implements AutoCloseable {
    private static final int READERS = 16;
    private static final int WRITERS = 2;
    private static final int MAX_WAITING = 4_096;
    private static final long IDLE_SECONDS = 30;

    /** Of the process: so are the carriers. */
    private static final Semaphore ON_CARRIERS = new Semaphore(carriers() - 1);

    private final String drive;
    private final ThreadPoolExecutor readers;
    private final ThreadPoolExecutor writers;

    DriveThreads(String drive) {
        this.drive = drive;
        this.readers = threads(READERS, "read-" + drive);
        this.writers = threads(WRITERS, "write-" + drive);
    }

    private static int carriers() {
        return Integer.getInteger(
                "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
    }

    private static ThreadPoolExecutor threads(int count, String name) {
        ThreadFactory factory = Thread.ofPlatform().daemon().name(name + "-", 1).factory();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    <T> T reading(Supplier<T> call) {
        if (mayStay()) {
            return staying(call);
        }
        return moved(readers, call);
    }

    /** Under the lock, for which a virtual thread waits without a carrier. */
    <T> T writing(ReentrantLock lock, Supplier<T> call) {
        lock.lock();
        try {
            if (mayStay()) {
                return staying(call);
            }
        } finally {
            lock.unlock();
        }
        return moved(writers, () -> {
            lock.lock();
            try {
                return call.get();
            } finally {
                lock.unlock();
            }
        });
    }

    private static boolean mayStay() {
        return !Thread.currentThread().isVirtual() || ON_CARRIERS.tryAcquire();
    }

    private static <T> T staying(Supplier<T> call) {
        try {
            return call.get();
        } finally {
            if (Thread.currentThread().isVirtual()) {
                ON_CARRIERS.release();
            }
        }
    }

    private <T> T moved(ThreadPoolExecutor threads, Supplier<T> call) {
        try {
            return CompletableFuture.supplyAsync(call, threads).join();
        } catch (RejectedExecutionException e) {
            throw new StorageFailure.DriveBusy(MAX_WAITING + " calls wait for drive " + drive + " already");
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        readers.shutdown();
        writers.shutdown();
    }
}

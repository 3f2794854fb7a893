package dev.anvil.gc.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A queue in memory that remembers what it was told. */
final class FakeQueue implements TaskQueue {
    final BlockingQueue<Task> due = new LinkedBlockingQueue<>();
    final Map<Long, String> told = new ConcurrentHashMap<>();
    final Set<Long> stolen = ConcurrentHashMap.newKeySet();
    final AtomicInteger extensions = new AtomicInteger();
    final List<Integer> limits = new CopyOnWriteArrayList<>();
    final List<Integer> completions = new CopyOnWriteArrayList<>();
    volatile boolean away;
    volatile Runnable asked = () -> {};

    Task add(long id, TaskType type) {
        Task task = new Task(id, type, "subject-" + id, 1, Instant.now(), id);
        due.add(task);
        return task;
    }

    @Override
    public List<Task> lease(int limit, Set<TaskType> together, Duration lease, Duration wait) {
        requireHere();
        limits.add(limit);
        asked.run();
        List<Task> tasks = new ArrayList<>();
        try {
            Task first = due.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                tasks.add(first);
                due.drainTo(tasks, (together.contains(first.type()) ? limit * BatchHandler.MOST : limit) - 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return tasks;
    }

    @Override
    public Set<Long> extend(List<Task> tasks, Duration lease) {
        requireHere();
        extensions.addAndGet(tasks.size());
        return ours(tasks, task -> !stolen.contains(task.id()));
    }

    @Override
    public boolean complete(Task task) {
        return tell(task, "done");
    }

    @Override
    public Set<Long> complete(List<Task> tasks) {
        completions.add(tasks.size());
        return ours(tasks, this::complete);
    }

    private static Set<Long> ours(List<Task> tasks, Predicate<Task> ours) {
        return tasks.stream().filter(ours).map(Task::id).collect(Collectors.toSet());
    }

    @Override
    public boolean fail(Task task, String error) {
        return tell(task, "failed: " + error);
    }

    @Override
    public boolean postpone(Task task, String why, Duration wait) {
        return tell(task, "postponed " + wait.toSeconds() + " s: " + why);
    }

    private boolean tell(Task task, String what) {
        requireHere();
        if (stolen.contains(task.id())) {
            return false;
        }
        told.put(task.id(), what);
        return true;
    }

    private void requireHere() {
        if (away) {
            throw new IllegalStateException("the queue is away");
        }
    }
}

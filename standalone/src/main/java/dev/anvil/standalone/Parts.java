package dev.anvil.standalone;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be stopped once and in reverse. A part that comes when the stop has begun is stopped at once. */
final class Parts {
    private record Part(String name, AutoCloseable part) {}

    private final Deque<Part> started = new ArrayDeque<>();
    private boolean stopping;

    synchronized <P extends AutoCloseable> P add(String name, P part) {
        if (stopping) {
            close(new Part(name, part), System.out);
            throw new IllegalStateException("stopped before it was ready");
        }
        started.push(new Part(name, part));
        return part;
    }

    synchronized void close(PrintStream out) {
        stopping = true;
        if (started.isEmpty()) {
            return;
        }
        out.println("anvil stops: running requests finish first");
        while (!started.isEmpty()) {
            close(started.pop(), out);
        }
        out.println("anvil stopped");
    }

    /** A part that will not stop must not keep the others running. */
    private static void close(Part part, PrintStream out) {
        try {
            part.part().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            out.println("anvil: " + part.name() + " did not stop cleanly: " + e.getMessage());
        }
    }
}

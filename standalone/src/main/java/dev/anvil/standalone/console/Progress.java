package dev.anvil.standalone.console;

import java.io.PrintStream;
import java.util.Locale;

/** Tells a person who waits what happened and how long it took since the beginning. */
public final class Progress {
    private final PrintStream out;
    private final long began = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public synchronized void say(String what) {
        out.printf(Locale.ROOT, "  %5.1f s  %s%n", seconds(), what);
        out.flush();
    }

    public double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}

package dev.anvil.cli.output;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongConsumer;

/** How far a transfer is, on one line of a terminal that is rewritten a few times a second. Silent anywhere else. */
public final class Progress implements LongConsumer, AutoCloseable {
    private static final long REDRAW_NANOS = 200_000_000L;

    private final PrintStream terminal;
    private final boolean visible;
    private final String label;
    private final long total;
    private final long began = System.nanoTime();
    private long drawn = began;
    private long done;

    private Progress(PrintStream terminal, boolean visible, String label, long total) {
        this.terminal = terminal;
        this.visible = visible;
        this.label = label;
        this.total = total;
    }

    /** Of a transfer of so many bytes; negative when the size is not known. */
    public static Progress of(String label, long total) {
        boolean visible = System.console() != null && System.console().isTerminal();
        return new Progress(System.err, visible, label, total);
    }

    @Override
    public void accept(long bytes) {
        done += bytes;
        if (visible && System.nanoTime() - drawn > REDRAW_NANOS) {
            drawn = System.nanoTime();
            draw();
        }
    }

    private void draw() {
        double seconds = Math.max(1e-3, (System.nanoTime() - began) / 1e9);
        String share = total > 0 ? String.format(Locale.ROOT, " %3d%%", done * 100 / total) : "";
        terminal.printf("\r%s%s  %s  %s/s\u001b[K", label, share, new Bytes(done), new Bytes((long) (done / seconds)));
        terminal.flush();
    }

    @Override
    public void close() {
        if (visible && drawn != began) {
            draw();
            terminal.println();
        }
    }
}

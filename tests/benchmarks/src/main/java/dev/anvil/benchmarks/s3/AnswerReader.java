package dev.anvil.benchmarks.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads answers of HTTP/1.1, one after the other. Bodies are counted and thrown away, but for the beginning of refusals. */
final class AnswerReader {
    private static final int MAX_TEXT_BYTES = 4 << 10;
    private static final int FINAL = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final String STATUS_LINE = "HTTP/1.";

    private final InputStream in;
    private final byte[] buffer;
    private int next;
    private int end;

    AnswerReader(InputStream in, int bufferBytes) {
        this.in = in;
        this.buffer = new byte[bufferBytes];
    }

    Answer read() throws IOException {
        Head head = Head.parse(takeHead());
        while (head.status() < FINAL) {
            head = Head.parse(takeHead());
        }
        StringBuilder text = Answer.isRefusal(head.status()) ? new StringBuilder() : null;
        boolean hasBody = head.status() != NO_CONTENT && head.status() != NOT_MODIFIED;
        long bytes = hasBody ? readBody(head, text) : 0;
        boolean kept = !head.closes() && (!hasBody || head.chunked() || head.length() >= 0);
        return new Answer(head.status(), bytes, text == null ? "" : text.toString(), kept);
    }

    private long readBody(Head head, @Nullable StringBuilder text) throws IOException {
        if (head.chunked()) {
            return readChunks(text);
        }
        if (head.length() >= 0) {
            take(head.length(), text);
            return head.length();
        }
        long bytes = 0;
        while (next < end || fill()) {
            int some = end - next;
            take(some, text);
            bytes += some;
        }
        return bytes;
    }

    private long readChunks(@Nullable StringBuilder text) throws IOException {
        long bytes = 0;
        while (true) {
            String line = takeLine();
            int semicolon = line.indexOf(';');
            long size = Long.parseLong((semicolon < 0 ? line : line.substring(0, semicolon)).trim(), 16);
            if (size == 0) {
                while (!takeLine().isEmpty()) {
                    // Trailers say nothing that we ask for.
                }
                return bytes;
            }
            take(size, text);
            bytes += size;
            takeLine();
        }
    }

    private void take(long count, @Nullable StringBuilder text) throws IOException {
        long left = count;
        while (left > 0) {
            if (next == end && !fill()) {
                throw new IOException("the answer ended " + left + " bytes before its end");
            }
            int some = (int) Math.min(left, end - next);
            if (text != null && text.length() < MAX_TEXT_BYTES) {
                text.append(new String(
                        buffer, next, Math.min(some, MAX_TEXT_BYTES - text.length()), StandardCharsets.UTF_8));
            }
            next += some;
            left -= some;
        }
    }

    /** Up to the empty line, which is taken as well. */
    private String takeHead() throws IOException {
        int looked = next;
        while (true) {
            for (; looked + 3 < end; looked++) {
                if (buffer[looked] == '\r'
                        && buffer[looked + 1] == '\n'
                        && buffer[looked + 2] == '\r'
                        && buffer[looked + 3] == '\n') {
                    String head = new String(buffer, next, looked + 2 - next, StandardCharsets.ISO_8859_1);
                    next = looked + 4;
                    return head;
                }
            }
            looked -= makeRoom();
            if (!fill()) {
                if (next == end) {
                    throw new EOFException("the connection was closed before the answer");
                }
                throw new IOException("the connection was closed within the head of the answer");
            }
        }
    }

    private String takeLine() throws IOException {
        int looked = next;
        while (true) {
            for (; looked + 1 < end; looked++) {
                if (buffer[looked] == '\r' && buffer[looked + 1] == '\n') {
                    String line = new String(buffer, next, looked - next, StandardCharsets.ISO_8859_1);
                    next = looked + 2;
                    return line;
                }
            }
            looked -= makeRoom();
            if (!fill()) {
                throw new IOException("the connection was closed within a chunk of the answer");
            }
        }
    }

    /** Moves what is not taken yet to the front. Answers by how much. */
    private int makeRoom() throws IOException {
        int moved = next;
        System.arraycopy(buffer, next, buffer, 0, end - next);
        next = 0;
        end -= moved;
        if (end == buffer.length) {
            throw new IOException("the head of the answer is longer than " + buffer.length + " bytes");
        }
        return moved;
    }

    /** False at the end of the connection. */
    private boolean fill() throws IOException {
        if (next == end) {
            next = 0;
            end = 0;
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        return true;
    }

    /**
     * What steers the reading.
     *
     * @param length -1 where the answer does not say
     */
    private record Head(int status, long length, boolean chunked, boolean closes) {
        static Head parse(String head) throws IOException {
            if (!head.startsWith(STATUS_LINE) || head.length() < 12) {
                throw new IOException("this is no answer of HTTP/1.1: "
                        + head.lines().findFirst().orElse(""));
            }
            int status = Integer.parseInt(head, 9, 12, 10);
            String length = field(head, "content-length");
            return new Head(
                    status,
                    length == null ? -1 : Long.parseLong(length),
                    has(head, "transfer-encoding", "chunked"),
                    has(head, "connection", "close") || head.charAt(7) == '0');
        }

        private static boolean has(String head, String name, String value) {
            String field = field(head, name);
            return field != null && field.toLowerCase(Locale.ROOT).contains(value);
        }

        private static @Nullable String field(String head, String name) {
            for (int line = head.indexOf('\n') + 1; line > 0; line = head.indexOf('\n', line) + 1) {
                if (head.regionMatches(true, line, name, 0, name.length())
                        && head.charAt(line + name.length()) == ':') {
                    return head.substring(line + name.length() + 1, head.indexOf('\r', line))
                            .trim();
                }
            }
            return null;
        }
    }
}

package dev.anvil.gateway.s3.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document as it is told to, without holding it. The caller closes what it opened; {@link #finish} refuses a
 * document with open elements, because half a listing that looks whole is worse than an error.
 */
public final class XmlWriter {
    /** What S3's own documents say they are. Errors say nothing. */
    public static final String S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int BUFFER_CHARS = 8 * 1024;

    private final OutputStream out;
    private final StringBuilder buffer = new StringBuilder(BUFFER_CHARS + 256);
    private final Deque<String> open = new ArrayDeque<>();

    public XmlWriter(OutputStream out) {
        this.out = out;
        buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** The root of one of S3's documents, in S3's namespace. */
    public XmlWriter openRoot(String name) {
        buffer.append('<').append(name).append(" xmlns=\"").append(S3_NAMESPACE).append("\">");
        open.push(name);
        return this;
    }

    public XmlWriter open(String name) {
        buffer.append('<').append(name).append('>');
        open.push(name);
        flushIfLong();
        return this;
    }

    /** An element with attributes, given as name, value, name, value. */
    public XmlWriter openWith(String name, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("an attribute of " + name + " has no value");
        }
        buffer.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            buffer.append(' ').append(attributes[i]).append("=\"");
            XmlText.escape(attributes[i + 1], buffer);
            buffer.append('"');
        }
        buffer.append('>');
        open.push(name);
        return this;
    }

    public XmlWriter close() {
        buffer.append("</").append(open.pop()).append('>');
        flushIfLong();
        return this;
    }

    /** The text of the element that is open. */
    public XmlWriter text(String text) {
        XmlText.escape(text, buffer);
        return this;
    }

    public XmlWriter element(String name, String text) {
        buffer.append('<').append(name).append('>');
        XmlText.escape(text, buffer);
        buffer.append("</").append(name).append('>');
        flushIfLong();
        return this;
    }

    public XmlWriter element(String name, long number) {
        return element(name, Long.toString(number));
    }

    public XmlWriter element(String name, boolean value) {
        return element(name, Boolean.toString(value));
    }

    public XmlWriter element(String name, Instant instant) {
        return element(name, MILLIS.format(instant));
    }

    /** Nothing at all where there is no text. */
    public XmlWriter optional(String name, @Nullable String text) {
        return text == null ? this : element(name, text);
    }

    public void finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("the document ends inside " + open);
        }
        flush();
    }

    private void flushIfLong() {
        if (buffer.length() >= BUFFER_CHARS) {
            flush();
        }
    }

    private void flush() {
        try {
            out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.setLength(0);
    }
}

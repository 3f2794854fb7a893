package dev.anvil.gateway.s3;

import dev.anvil.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer: status, headers in their order, and what follows them. */
public record S3Response(int status, List<Header> headers, Body body) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** One header field. */
    public record Header(String name, String value) {}

    /** What follows the headers. */
    public sealed interface Body {
        record None() implements Body {}

        record Xml(Consumer<XmlWriter> document) implements Body {}

        record Text(String text) implements Body {}

        /** Bytes that are written as they come. What fails after the first byte cuts the connection. */
        record Stream(long length, Writer writer) implements Body {}
    }

    /** Writes a body; called at most once, and not at all for HEAD. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    public S3Response {
        headers = List.copyOf(headers);
    }

    public static S3Response status(int status) {
        return new S3Response(status, List.of(), new Body.None());
    }

    public static S3Response ok() {
        return status(200);
    }

    public static S3Response noContent() {
        return status(204);
    }

    /** Adds a field; nothing where there is no value. */
    public S3Response header(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new S3Response(status, more, body);
    }

    public S3Response header(String name, long value) {
        return header(name, Long.toString(value));
    }

    /** In the format of {@code Last-Modified}. */
    public S3Response header(String name, Instant value) {
        return header(name, HTTP_DATE.format(value));
    }

    public S3Response xml(Consumer<XmlWriter> document) {
        return new S3Response(status, headers, new Body.Xml(document));
    }

    public S3Response text(String text) {
        return new S3Response(status, headers, new Body.Text(text));
    }

    public S3Response stream(long length, Writer writer) {
        return new S3Response(status, headers, new Body.Stream(length, writer));
    }
}

package dev.anvil.gateway.body;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Unwraps {@code aws-chunked}: {@code size[;chunk-signature=hex] CRLF bytes CRLF}, again and again until a chunk of size 0, and
 * then trailing headers up to the end. A read never crosses the border of a chunk, so whoever hashes what was read has hashed
 * exactly the chunk when {@link ChunkEnds} is told of its end.
 */
final class AwsChunkedStream extends InputStream {
    private static final int MAX_LINE_BYTES = 1024;
    private static final int MAX_TRAILERS = 16;
    private static final int MAX_SIZE_DIGITS = 15;
    private static final String SIGNATURE = "chunk-signature=";

    /** Told the signature of each chunk after its last byte was read; never told where chunks are not signed. */
    interface ChunkEnds {
        void accept(String signature) throws IOException;
    }

    private final BufferedInputStream in;
    private final boolean signed;
    private final ChunkEnds chunkEnds;
    private final SequencedMap<String, String> trailers = new TreeMap<>();
    private final StringBuilder trailersAsSigned = new StringBuilder();
    private @Nullable String signature;
    private long leftInChunk;
    private boolean inChunk;
    private boolean ended;

    AwsChunkedStream(InputStream in, boolean signed, ChunkEnds chunkEnds) {
        this.in = new BufferedInputStream(in);
        this.signed = signed;
        this.chunkEnds = chunkEnds;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (leftInChunk == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(length, leftInChunk));
        if (read < 0) {
            throw truncated();
        }
        leftInChunk -= read;
        return read;
    }

    /** By lower-case name; complete once the end was reached. */
    SequencedMap<String, String> trailers() {
        return trailers;
    }

    /** The trailing headers in the form that their signature covers. */
    byte[] trailersAsSigned() {
        return trailersAsSigned.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void beginChunk() throws IOException {
        if (inChunk) {
            if (!line().isEmpty()) {
                throw malformed();
            }
            endChunk();
        }
        parseHeader(line());
        inChunk = true;
        if (leftInChunk == 0) {
            endChunk();
            readTrailers();
            ended = true;
        }
    }

    private void endChunk() throws IOException {
        if (signed) {
            chunkEnds.accept(Objects.requireNonNull(signature));
        }
    }

    private void parseHeader(String header) {
        int semicolon = header.indexOf(';');
        String size = semicolon < 0 ? header : header.substring(0, semicolon);
        String extension = semicolon < 0 ? "" : header.substring(semicolon + 1).strip();
        leftInChunk = parseSize(size.strip());
        if (signed) {
            if (!extension.startsWith(SIGNATURE)) {
                throw malformed();
            }
            signature = extension.substring(SIGNATURE.length());
        }
    }

    private static long parseSize(String hex) {
        if (hex.isEmpty() || hex.length() > MAX_SIZE_DIGITS) {
            throw malformed();
        }
        long size = 0;
        for (int i = 0; i < hex.length(); i++) {
            int digit = Character.digit(hex.charAt(i), 16);
            if (digit < 0) {
                throw malformed();
            }
            size = size << 4 | digit;
        }
        return size;
    }

    /** Nothing comes after them, so empty lines mean nothing: clients disagree about where to put those. */
    private void readTrailers() throws IOException {
        for (String line = lineOrEnd(); line != null; line = lineOrEnd()) {
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || trailers.size() == MAX_TRAILERS) {
                throw new S3Error(S3ErrorCode.MALFORMED_TRAILER);
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            trailers.put(name, value);
            if (!name.equals(VerifiedStream.TRAILER_SIGNATURE)) {
                trailersAsSigned.append(name).append(':').append(value).append('\n');
            }
        }
    }

    private String line() throws IOException {
        String line = lineOrEnd();
        if (line == null) {
            throw truncated();
        }
        return line;
    }

    private @Nullable String lineOrEnd() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return line.size() == 0 ? null : text(line);
            }
            if (line.size() == MAX_LINE_BYTES) {
                throw malformed();
            }
            line.write(b);
        }
        return text(line);
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static S3Error truncated() {
        return new S3Error(S3ErrorCode.INCOMPLETE_BODY, "The request body ends in the middle of a chunk.");
    }

    private static S3Error malformed() {
        return new S3Error(S3ErrorCode.INCOMPLETE_BODY, "The request body is not well-formed aws-chunked.");
    }
}

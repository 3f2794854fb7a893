package dev.anvil.gateway.s3.form;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data} up to its file. What comes after the file is not looked at. */
final class FormReader {
    /** S3's limit on everything before the file. */
    private static final int MAX_BEFORE_FILE = 20 * 1024;

    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("\\bfilename=\"([^\"]*)\"");
    private static final byte[] CRLF = {'\r', '\n'};

    private final DelimitedStream parts;
    private final int delimiterBytes;
    private long read;

    private FormReader(InputStream body, String boundary) {
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        // The first delimiter may stand at the very beginning, where no line ends before it.
        this.parts = new DelimitedStream(new SequenceInputStream(new ByteArrayInputStream(CRLF), body), delimiter);
        this.delimiterBytes = delimiter.length;
        this.read = -CRLF.length;
    }

    static Form read(InputStream body, String contentType) throws IOException {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !matcher.find()) {
            throw new S3Error(
                    S3ErrorCode.PRECONDITION_FAILED, "Bucket POST must be of the enclosure-type multipart/form-data");
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new FormReader(body, boundary).read();
    }

    private Form read() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        text();
        parts.next();
        while (beginsPart()) {
            String disposition = disposition();
            String name =
                    match(NAME, disposition).orElseThrow(FormReader::malformed).toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                throw malformed();
            }
            if (name.equals("file")) {
                return new Form(
                        fields,
                        match(FILE_NAME, disposition).map(FormReader::lastName).orElse(""),
                        parts,
                        read,
                        delimiterBytes);
            }
            fields.put(name, text());
            parts.next();
        }
        throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "POST requires exactly one file upload per request.")
                .with("ArgumentName", "file")
                .with("ArgumentValue", "0");
    }

    /** After a delimiter comes the end of its line, or two dashes after the last part. */
    private boolean beginsPart() throws IOException {
        int first = one();
        int second = one();
        if (first == '-' && second == '-') {
            return false;
        }
        if (first != '\r' || second != '\n') {
            throw malformed();
        }
        read += delimiterBytes;
        return true;
    }

    private String disposition() throws IOException {
        String disposition = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                disposition = line;
            }
        }
        return disposition;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = one(); b != '\n'; b = one()) {
            line.append((char) b);
        }
        String latin1 = line.toString().stripTrailing();
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private String text() throws IOException {
        byte[] bytes = parts.readNBytes(MAX_BEFORE_FILE + 1);
        count(bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int one() throws IOException {
        int b = parts.read();
        if (b < 0) {
            throw malformed();
        }
        count(1);
        return b;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > MAX_BEFORE_FILE) {
            throw new S3Error(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED);
        }
    }

    private static Optional<String> match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Some browsers send the whole path. */
    private static String lastName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static S3Error malformed() {
        return new S3Error(S3ErrorCode.MALFORMED_POST_REQUEST);
    }
}

package dev.anvil.gateway.forward;

import dev.anvil.gateway.s3.S3Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** The other gateway's answer as ours. A body that breaks off there breaks off here. */
final class PassedAnswer {
    /** Of one connection, or said by every gateway for itself. What browsers may do was said here already. */
    private static final Set<String> LEFT_OUT = Set.of(
            "connection",
            "keep-alive",
            "transfer-encoding",
            "trailer",
            "upgrade",
            "date",
            "server",
            "content-length",
            "vary");

    private PassedAnswer() {}

    static S3Response of(ClassicHttpResponse answer, Runnable cancel, boolean head) throws IOException {
        S3Response passed = S3Response.status(answer.getCode());
        for (Header header : answer.getHeaders()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (!LEFT_OUT.contains(name) && !name.startsWith("access-control-")) {
                passed = passed.header(header.getName(), text(header.getValue()));
            }
        }
        HttpEntity body = answer.getEntity();
        if (body != null) {
            return passed.stream(body.getContentLength(), out -> copy(answer, cancel, body, out));
        }
        answer.close();
        Header length = head ? answer.getFirstHeader("Content-Length") : null;
        return length == null ? passed : passed.header("Content-Length", length.getValue());
    }

    /** Where it ends early, what is left of it there is not fetched for nobody. */
    private static void copy(ClassicHttpResponse answer, Runnable cancel, HttpEntity body, OutputStream out)
            throws IOException {
        boolean whole = false;
        try (answer) {
            try {
                InputStream in = body.getContent();
                byte[] buffer = new byte[PassedBody.BUFFER_BYTES];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    out.write(buffer, 0, count);
                }
                whole = true;
            } finally {
                if (!whole) {
                    cancel.run();
                }
            }
        }
    }

    private static String text(String fromWire) {
        return new String(fromWire.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}

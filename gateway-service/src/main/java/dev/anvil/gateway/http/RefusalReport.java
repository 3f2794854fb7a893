package dev.anvil.gateway.http;

import dev.anvil.gateway.s3.ErrorDocument;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat refuses before any servlet hears of it, such as a request line that is none, is told as S3 tells what it refuses, and
 * not by a page for browsers, of which clients make an error without a word. Public because Tomcat makes it by name.
 */
public final class RefusalReport extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;

    private final transient RequestIds ids = new RequestIds(new SecureRandom());

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String id = ids.next();
        response.setHeader("x-amz-request-id", id);
        response.setHeader("x-amz-id-2", ids.hostId());
        response.setHeader("Server", "Anvil");
        response.setContentType("application/xml");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(document(error(response.getStatus()), request.getRequestURI(), id));
                response.finishResponse();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static S3Error error(int status) {
        return switch (status) {
            case 405 -> new S3Error(S3ErrorCode.METHOD_NOT_ALLOWED);
            case 500 -> new S3Error(S3ErrorCode.INTERNAL_ERROR);
            case 501 -> new S3Error(S3ErrorCode.NOT_IMPLEMENTED);
            case 503 -> new S3Error(S3ErrorCode.SERVICE_UNAVAILABLE);
            default -> new S3Error(S3ErrorCode.BAD_REQUEST, "An error occurred when parsing the HTTP request.");
        };
    }

    private String document(S3Error error, @Nullable String resource, String id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlWriter xml = new XmlWriter(out);
        new ErrorDocument(error, resource == null ? "" : resource, id, ids.hostId()).writeTo(xml);
        xml.finish();
        return out.toString(StandardCharsets.UTF_8);
    }
}

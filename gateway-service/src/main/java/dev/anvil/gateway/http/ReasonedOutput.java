package dev.anvil.gateway.http;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11OutputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http11.OutputFilter;
import org.springframework.http.HttpStatus;

/**
 * Status lines with their reason. Tomcat leaves it out, as the standard allows; but boto3 and the AWS CLI, which wait for {@code 100
 * Continue} with every body, take a line of two words for no answer at all: they hang up on the hundred, and never see why a body was
 * refused.
 */
final class ReasonedOutput extends Http11OutputBuffer {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private boolean continued;

    private ReasonedOutput(Response response, int headerBytes) {
        super(response, headerBytes);
    }

    /** Tomcat has no way to be given another buffer than its own. */
    static void install(Http11Processor processor, Response response, int headerBytes) {
        try {
            Field field = Http11Processor.class.getDeclaredField("outputBuffer");
            field.setAccessible(true);
            ReasonedOutput reasoned = new ReasonedOutput(response, headerBytes);
            for (OutputFilter filter : ((Http11OutputBuffer) field.get(processor)).getFilters()) {
                reasoned.addFilter(filter);
            }
            field.set(processor, reasoned);
            response.setOutputBuffer(reasoned);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Tomcat keeps its output elsewhere: answers would have no reasons", e);
        }
    }

    @Override
    public void sendStatus(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        String reason = known == null ? "Status" : known.getReasonPhrase();
        write(("HTTP/1.1 " + status + " " + reason + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void sendAck() throws IOException {
        if (!response.isCommitted() && !continued) {
            continued = true;
            socketWrapper.write(isBlocking(), CONTINUE, 0, CONTINUE.length);
            if (flushBuffer(true)) {
                throw new IOException("the client does not take the interim answer");
            }
        }
    }

    @Override
    public void nextRequest() {
        super.nextRequest();
        continued = false;
    }

    @Override
    public void recycle() {
        super.recycle();
        continued = false;
    }
}

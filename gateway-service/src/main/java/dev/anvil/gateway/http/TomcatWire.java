package dev.anvil.gateway.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * What we need of Tomcat and servlets have no words for: to let a content type out exactly as it came in, which Tomcat would put
 * together in its own way, to cut a connection in the middle of an answer, to count what went out, and
 * to pass large bodies by its buffers.
 */
final class TomcatWire extends ValveBase {
    private static final String ATTRIBUTE = TomcatWire.class.getName();

    TomcatWire() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, response.getCoyoteResponse());
        getNext().invoke(request, response);
    }

    static void contentType(HttpServletRequest request, String value) {
        of(request).getMimeHeaders().setValue("Content-Type").setString(value);
    }

    static void cut(HttpServletRequest request) {
        of(request).action(ActionCode.CLOSE_NOW, null);
    }

    /** Writes past Tomcat's buffers, which have to be empty: at once, and in one piece where it is as long as they are. */
    static void write(HttpServletRequest request, ByteBuffer bytes) throws IOException {
        try {
            of(request).doWrite(bytes);
            of(request).action(ActionCode.CLIENT_FLUSH, null);
        } catch (IOException e) {
            throw new ClientAbortException(e);
        }
    }

    /** Of the answer's body. */
    static long sentBytes(HttpServletRequest request) {
        return of(request).getContentWritten();
    }

    private static org.apache.coyote.Response of(HttpServletRequest request) {
        return (org.apache.coyote.Response) request.getAttribute(ATTRIBUTE);
    }
}

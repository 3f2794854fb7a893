package dev.anvil.benchmarks.s3;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A kept connection with one request on it at a time. A client library costs as much CPU a request as a store does, and this program
 * shares its cores with the store: here a small request is one write, and of an answer only what steers the reading is looked at.
 */
final class HttpConnection implements Closeable {
    private static final int TIMEOUT_MILLIS = 120_000;
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final Socket socket;
    private final OutputStream out;
    private final AnswerReader answers;
    private final byte[] outgoing = new byte[BUFFER_BYTES];
    private boolean used;

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        this.answers = new AnswerReader(in, BUFFER_BYTES);
    }

    static HttpConnection to(URI endpoint) throws IOException {
        boolean tls = "https".equals(endpoint.getScheme());
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        Socket socket = new Socket(endpoint.getHost(), port);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return new HttpConnection(tls ? secured(socket, endpoint.getHost(), port) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** A connection that was used before may have been closed by the other side while nothing was on it. */
    boolean wasUsed() {
        return used;
    }

    /**
     * @param head the request line and the fields, with the empty line that ends them
     * @throws EOFException when the other side closed before it answered anything
     */
    Answer exchange(String head, byte @Nullable [] body) throws IOException {
        byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
        if (body == null) {
            out.write(first);
        } else if (first.length + body.length <= outgoing.length) {
            System.arraycopy(first, 0, outgoing, 0, first.length);
            System.arraycopy(body, 0, outgoing, first.length, body.length);
            out.write(outgoing, 0, first.length + body.length);
        } else {
            out.write(first);
            out.write(body);
        }
        Answer answer = answers.read();
        used = true;
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

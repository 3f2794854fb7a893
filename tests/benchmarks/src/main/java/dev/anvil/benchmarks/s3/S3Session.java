package dev.anvil.benchmarks.s3;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Signed requests to one bucket over kept connections, one a client. */
final class S3Session implements AutoCloseable {
    private final BenchS3.Target target;
    private final String host;
    private final Signature signature;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

    S3Session(BenchS3.Target target) {
        this.target = target;
        this.host = target.endpoint().getAuthority();
        this.signature = new Signature(target);
    }

    void createBucket() throws IOException {
        int status = execute("PUT", "", "", null, 409).status();
        if (status != 200 && status != 409) {
            throw new IOException("the bucket " + target.bucket() + " cannot be made: HTTP " + status);
        }
    }

    void deleteBucket() throws IOException {
        execute("DELETE", "", "", null, 404);
    }

    void put(String key, byte[] body) throws IOException {
        execute("PUT", key, "", body, 200);
    }

    long get(String key) throws IOException {
        return execute("GET", key, "", null, 200).bytes();
    }

    long list(String after) throws IOException {
        return execute("GET", "", "list-type=2&start-after=" + after, null, 200).bytes();
    }

    void delete(String key) throws IOException {
        execute("DELETE", key, "", null, 404);
    }

    private Answer execute(String method, String key, String query, byte @Nullable [] body, int alsoFine)
            throws IOException {
        String path = "/" + target.bucket() + (key.isEmpty() ? "" : "/" + key);
        Signature.Signed signed = signature.sign(method, path, query, host);
        String head = method + " " + path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: anvil-bench\r\nx-amz-date: " + signed.time() + "\r\nx-amz-content-sha256: "
                + Signature.UNSIGNED + "\r\nAuthorization: " + signed.authorization()
                + (body == null && !method.equals("PUT")
                        ? "\r\n\r\n"
                        : "\r\nContent-Length: " + (body == null ? 0 : body.length) + "\r\n\r\n");
        Answer answer = exchange(head, body);
        if (Answer.isRefusal(answer.status()) && answer.status() != alsoFine) {
            throw new IOException(
                    method + " " + path + " was answered with HTTP " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    /** A connection that lay idle may be gone without our knowing: what was not answered at all is sent again, on a new one. */
    private Answer exchange(String head, byte @Nullable [] body) throws IOException {
        HttpConnection kept = idle.pollFirst();
        if (kept != null) {
            try {
                return on(kept, head, body);
            } catch (EOFException | SocketException e) {
                if (!kept.wasUsed()) {
                    throw e;
                }
            }
        }
        return on(HttpConnection.to(target.endpoint()), head, body);
    }

    private Answer on(HttpConnection connection, String head, byte @Nullable [] body) throws IOException {
        boolean kept = false;
        try {
            Answer answer = connection.exchange(head, body);
            kept = answer.keepsConnection();
            return answer;
        } finally {
            if (kept) {
                idle.addFirst(connection);
            } else {
                connection.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}

package dev.anvil.benchmarks.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Signed requests to one bucket over kept connections, one a client. */
final class S3Session implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 << 10;

    private final BenchS3.Target target;
    private final String host;
    private final Signature signature;
    private final CloseableHttpClient http;

    S3Session(BenchS3.Target target, int clients) {
        this.target = target;
        this.host = target.endpoint().getAuthority();
        this.signature = new Signature(target);
        this.http = HttpClients.custom()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("anvil-bench")
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(clients)
                        .setMaxConnTotal(clients)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setSocketTimeout(2, TimeUnit.MINUTES)
                                .setValidateAfterInactivity(org.apache.hc.core5.util.TimeValue.NEG_ONE_MILLISECOND)
                                .build())
                        .build())
                .build();
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

    private record Answer(int status, long bytes) {}

    private Answer execute(String method, String key, String query, byte @Nullable [] body, int alsoFine)
            throws IOException {
        String path = "/" + target.bucket() + (key.isEmpty() ? "" : "/" + key);
        Signature.Signed signed = signature.sign(method, path, query, host);
        HttpUriRequestBase request =
                new HttpUriRequestBase(method, target.endpoint().resolve(path + (query.isEmpty() ? "" : "?" + query)));
        request.setHeader("x-amz-date", signed.time());
        request.setHeader("x-amz-content-sha256", Signature.UNSIGNED);
        request.setHeader("Authorization", signed.authorization());
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        return http.execute(request, response -> answer(method + " " + path, response, alsoFine));
    }

    private static Answer answer(String what, ClassicHttpResponse response, int alsoFine) throws IOException {
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        if (status >= 300 && status != alsoFine) {
            String said = entity == null ? "" : new String(EntityUtils.toByteArray(entity), StandardCharsets.UTF_8);
            throw new IOException(what + " was answered with HTTP " + status + " " + said);
        }
        long bytes = 0;
        if (entity != null) {
            byte[] buffer = Buffers.take(BUFFER_BYTES);
            try (InputStream in = entity.getContent()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                }
            }
            if (entity.getContentLength() >= 0 && entity.getContentLength() != bytes) {
                throw new IOException(what + " ended after " + bytes + " of " + entity.getContentLength() + " bytes");
            }
        }
        return new Answer(status, bytes);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** One read buffer a client thread. */
    private static final class Buffers {
        private static final ThreadLocal<byte[]> OWN = new ThreadLocal<>();

        static byte[] take(int size) {
            byte[] own = OWN.get();
            if (own == null) {
                own = new byte[size];
                OWN.set(own);
            }
            return own;
        }
    }
}

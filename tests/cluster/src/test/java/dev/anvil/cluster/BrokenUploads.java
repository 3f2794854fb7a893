package dev.anvil.cluster;

import dev.anvil.cli.peer.Server;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Clients that promise a body and go away in the middle of it: with a farewell, without, by S3 or by gRPC. */
final class BrokenUploads {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int CHUNK = 1 << 16;

    private final S3Presigner presigner;
    private final Server server;
    private final String bucket;
    private final String upload;
    private final byte[] body;

    BrokenUploads(S3Presigner presigner, Server server, String bucket, String upload, int size) {
        this.presigner = presigner;
        this.server = server;
        this.bucket = bucket;
        this.upload = upload;
        this.body = SomeBytes.of(size, size);
    }

    void one(int number, SplittableRandom random) {
        // Never all of it: that might be an upload that was only not answered.
        int sent = random.nextInt(body.length);
        try {
            switch (random.nextInt(4)) {
                case 0, 1 -> overSocket(put("broken-" + number), sent, random.nextBoolean());
                case 2 -> overSocket(part(1 + number % 1_000), sent, random.nextBoolean());
                default -> overGrpc("broken-" + number, sent);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private URI put(String key) {
        return URI.create(presigner
                .presignPutObject(sign -> sign.signatureDuration(LIFETIME)
                        .putObjectRequest(put -> put.bucket(bucket).key(key)))
                .url()
                .toString());
    }

    private URI part(int number) {
        return URI.create(presigner
                .presignUploadPart(sign -> sign.signatureDuration(LIFETIME)
                        .uploadPartRequest(part -> part.bucket(bucket)
                                .key("in-parts")
                                .uploadId(upload)
                                .partNumber(number)))
                .url()
                .toString());
    }

    private void overSocket(URI target, int sent, boolean politely) throws IOException {
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            OutputStream out = socket.getOutputStream();
            String head = "PUT " + target.getRawPath() + "?" + target.getRawQuery() + " HTTP/1.1\r\nHost: "
                    + target.getAuthority() + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (int from = 0; from < sent; from += CHUNK) {
                out.write(body, from, Math.min(CHUNK, sent - from));
            }
            if (!politely) {
                // The way a machine that crashed is heard of: a reset.
                socket.setSoLinger(true, 0);
            }
        }
    }

    private void overGrpc(String key, int sent) {
        InputStream broken = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == sent) {
                    throw new IOException("the client is gone");
                }
                return body[at++] & 0xff;
            }
        };
        try {
            server.objects().put(bucket, key, broken, OptionalLong.of(body.length), "text/plain", count -> {});
            throw new AssertionError("half an upload was taken for a whole one");
        } catch (IOException e) {
            // As it was meant.
            return;
        } catch (StatusRuntimeException e) {
            throw new AssertionError("the upload was refused before it broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

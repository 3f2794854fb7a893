package dev.anvil.gateway.forward;

import dev.anvil.gateway.body.PassedOnStream;
import dev.anvil.gateway.body.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that is passed on, as the client sent it. The client is not told to go on before the other gateway says so,
 * and no more than one buffer of it is held here.
 */
final class PassedBody extends AbstractHttpEntity {
    static final int BUFFER_BYTES = 64 * 1024;

    private final RequestBody body;
    private final long length;
    private @Nullable PassedOnStream opened;

    /** {@code length} below 0: it is sent in chunks, as it came. */
    PassedBody(RequestBody body, long length) {
        super((String) null, null, length < 0);
        this.body = body;
        this.length = length;
    }

    /** What went wrong on the client's side of it, rather than on the other. */
    Optional<IOException> failureOfClient() {
        return Optional.ofNullable(opened).flatMap(PassedOnStream::failure);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        InputStream in = getContent();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
        out.flush();
    }

    @Override
    public InputStream getContent() throws IOException {
        opened = body.openAsSent();
        return opened;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public void close() {
        // Whoever serves the client closes what it sends.
    }
}

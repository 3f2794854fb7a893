package dev.anvil.gateway.http.interim;

import java.io.IOException;
import java.io.InputStream;

/** A body whose client waits to be told to send it. Tomcat tells it when the first byte is asked for. */
public final class ExpectedBody extends InputStream {
    private static final ScopedValue<Boolean> ASKED_FOR = ScopedValue.newInstance();

    private final InputStream body;
    private boolean begun;

    public ExpectedBody(InputStream body) {
        this.body = body;
    }

    /** Whether this thread is asking for the first byte. */
    static boolean isAskedFor() {
        return ASKED_FOR.isBound();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (begun) {
            return body.read(into, offset, length);
        }
        begun = true;
        return ScopedValue.where(ASKED_FOR, true).call(() -> body.read(into, offset, length));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int available() throws IOException {
        return begun ? body.available() : 0;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}

package dev.anvil.gateway.http.interim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.http11.Constants;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

/** Sockets whose channels complete the interim answer. */
public final class ContinueEndpoint extends NioEndpoint {
    private static final byte[] WITH_REASON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        return new Channel(buffers);
    }

    private static final class Channel extends NioChannel {
        Channel(SocketBufferHandler buffers) {
            super(buffers);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (!ExpectedBody.isAskedFor() || !bytes.equals(ByteBuffer.wrap(Constants.ACK_BYTES))) {
                return super.write(bytes);
            }
            ByteBuffer answer = ByteBuffer.wrap(WITH_REASON);
            while (answer.hasRemaining()) {
                // Nothing else is on its way on this connection, so its buffer has room for a line.
                super.write(answer);
            }
            int taken = bytes.remaining();
            bytes.position(bytes.limit());
            return taken;
        }
    }
}

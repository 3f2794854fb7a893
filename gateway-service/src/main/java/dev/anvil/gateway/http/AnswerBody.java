package dev.anvil.gateway.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * The body of an answer. Buffers that are as long as Tomcat's own go to the socket as they lie; Tomcat would copy all of them into its
 * own first, because the head is in there.
 */
final class AnswerBody extends OutputStream implements WritableByteChannel {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ServletOutputStream buffered;

    AnswerBody(HttpServletRequest request, HttpServletResponse response) throws IOException {
        this.request = request;
        this.response = response;
        this.buffered = response.getOutputStream();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (length < TomcatTuning.BUFFER) {
            buffered.write(bytes);
        } else {
            response.flushBuffer();
            TomcatWire.write(request, bytes);
        }
        return length;
    }

    @Override
    public void write(int b) throws IOException {
        buffered.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        write(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        buffered.flush();
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}

package dev.anvil.benchmarks.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final int BUFFER_BYTES = 128;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 1_000})
    void answersFollowEachOtherOnOneConnectionInWhateverPiecesTheyCome(int piece) throws IOException {
        AnswerReader reader = reader(
                "HTTP/1.1 100 Continue\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 300\r\n\r\n" + "a".repeat(300)
                        + "HTTP/1.1 204 No Content\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
                        + "c8;x=1\r\n" + "b".repeat(200) + "\r\n5\r\nccccc\r\n0\r\nTrailer: z\r\n\r\n"
                        + "HTTP/1.1 404 Not Found\r\ncontent-length: 4\r\nConnection: close\r\n\r\ngone",
                piece);

        assertThat(reader.read()).isEqualTo(new Answer(200, 300, "", true));
        assertThat(reader.read()).isEqualTo(new Answer(204, 0, "", true));
        assertThat(reader.read()).isEqualTo(new Answer(200, 205, "", true));
        assertThat(reader.read()).isEqualTo(new Answer(404, 4, "gone", false));
        assertThatThrownBy(reader::read).isInstanceOf(EOFException.class);
    }

    @Test
    void aBodyWithoutALengthEndsWithItsConnection() throws IOException {
        assertThat(reader("HTTP/1.1 200 OK\r\n\r\n" + "a".repeat(500), 50).read())
                .isEqualTo(new Answer(200, 500, "", false));
        assertThat(reader("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", 50).read())
                .isEqualTo(new Answer(200, 1, "", false));
    }

    @Test
    void anAnswerThatBreaksOffIsNoAnswer() {
        assertThatThrownBy(() -> reader("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour", 50)
                        .read())
                .hasMessage("the answer ended 1 bytes before its end");
        assertThatThrownBy(() -> reader("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive", 50)
                        .read())
                .hasMessage("the answer ended 1 bytes before its end");
        assertThatThrownBy(() -> reader("HTTP/1.1 200", 50).read())
                .isNotInstanceOf(EOFException.class)
                .hasMessage("the connection was closed within the head of the answer");
        assertThatThrownBy(() -> reader("SSH-2.0-OpenSSH_9.2\r\n\r\n", 50).read())
                .hasMessage("this is no answer of HTTP/1.1: SSH-2.0-OpenSSH_9.2");
        assertThatThrownBy(() ->
                        reader("HTTP/1.1 200 OK\r\nX: " + "y".repeat(200), 50).read())
                .hasMessageContaining("longer than 128 bytes");
    }

    private static AnswerReader reader(String wire, int piece) {
        InputStream all = new ByteArrayInputStream(wire.getBytes(StandardCharsets.ISO_8859_1));
        return new AnswerReader(
                new FilterInputStream(all) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        return super.read(bytes, offset, Math.min(length, piece));
                    }
                },
                BUFFER_BYTES);
    }
}

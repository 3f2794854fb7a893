package dev.anvil.gateway.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTest {
    private static final String TYPE = "multipart/form-data; boundary=xyz";

    @Test
    void readsFieldsAndTheFile() throws IOException {
        String sent = "--xyz\r\nContent-Disposition: form-data; name=\"kEy\"\r\n\r\nüser/${filename}\r\n"
                + "--xyz\r\nContent-Disposition: form-data; name=\"empty\"; filename=\"empty\"\r\nX: y\r\n\r\n\r\n"
                + "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\pics\\a.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\nfirst\r\n--xy\r\nsecond\r\n--xyz\r\n"
                + "Content-Disposition: form-data; name=\"submit\"\r\n\r\nUpload\r\n--xyz--\r\n";
        Form form = read(sent);
        assertThat(form.fields())
                .containsEntry("key", "üser/${filename}")
                .containsEntry("empty", "")
                .hasSize(2);
        assertThat(form.fileName()).isEqualTo("a.txt");
        assertThat(new String(form.file().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("first\r\n--xy\r\nsecond");
        assertThat(form.bytesBeforeFile())
                .isEqualTo(sent.substring(0, sent.indexOf("first")).getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void readsFilesOfAnyBytesInPiecesOfAnySize() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] lookalikes = "\r\n--xyx\r\n--xy--\r\r\n--x\n--xyz".getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 60; round++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            while (file.size() < random.nextInt(1, 200_000)) {
                file.write(lookalikes, 0, random.nextInt(lookalikes.length));
                byte[] noise = new byte[random.nextInt(5000)];
                random.nextBytes(noise);
                for (int i = 0; i < Math.min(2, noise.length); i++) {
                    if (noise[i] == 'z') {
                        // After a lookalike it would be no lookalike any more.
                        noise[i] = 'y';
                    }
                }
                file.writeBytes(noise);
            }
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            sent.writeBytes("--xyz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            sent.writeBytes(file.toByteArray());
            sent.writeBytes("\r\n--xyz--\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream torn = new FilterInputStream(new ByteArrayInputStream(sent.toByteArray())) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(9000)));
                }
            };
            assertThat(FormReader.read(torn, TYPE).file().readAllBytes())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(file.toByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--xyz",
                "--abc\r\n\r\n--abc--",
                "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb",
                "--xyz\r\nContent-Disposition: form-data\r\n\r\nb\r\n--xyz--\r\n",
                "--xyz\r\nContent-Disposition: form-data; name=\"\"; filename=\"f\"\r\n\r\nb\r\n--xyz--\r\n",
                "--xyzContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--xyz--\r\n",
                "--xyz\r\nno end of headers"
            })
    void refusesWhatIsNotAForm(String sent) {
        assertRefused(sent, S3ErrorCode.MALFORMED_POST_REQUEST);
    }

    @Test
    void needsAFileAndNotTooMuchBeforeIt() {
        assertRefused(
                "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--xyz--\r\n",
                S3ErrorCode.INVALID_ARGUMENT);
        assertRefused(
                "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + "b".repeat(30_000) + "\r\n--xyz--\r\n",
                S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED);
        assertThatThrownBy(() -> FormReader.read(InputStream.nullInputStream(), "text/plain"))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(S3ErrorCode.PRECONDITION_FAILED));
    }

    @Test
    void aFileThatNeverEndsIsRefused() throws IOException {
        Form form = read("--xyz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nfirst");
        assertThatThrownBy(() -> form.file().readAllBytes()).isInstanceOf(S3Error.class);
    }

    private static void assertRefused(String sent, S3ErrorCode code) {
        assertThatThrownBy(() -> read(sent))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private static Form read(String sent) throws IOException {
        return FormReader.read(new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8)), TYPE);
    }
}

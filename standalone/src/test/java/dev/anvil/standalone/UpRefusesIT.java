package dev.anvil.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpRefusesIT {
    @TempDir
    private Path folder;

    private void refuses(Up up, String... words) throws Exception {
        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.said()).contains(words).doesNotContain("\tat ", "Exception");
    }

    @Test
    void aBadVariableStopsTheStartWithOneSentence() throws Exception {
        refuses(
                Up.launched(folder.resolve("a"), Map.of("ANVIL_SECRET_ENCRYPTION_KEY", "12")),
                "ANVIL_SECRET_ENCRYPTION_KEY",
                "64 hexadecimal digits");
        refuses(
                Up.launched(folder.resolve("b"), Map.of("HTTP_BIND_ADDR", "9000")),
                "HTTP_BIND_ADDR is '9000'",
                "HOST:PORT");
    }

    @Test
    void aTakenPortIsNamedWithItsOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refuses(
                    Up.launched(
                            folder.resolve("a"),
                            Map.of(),
                            "--api",
                            "127.0.0.1:0",
                            "--s3",
                            "127.0.0.1:" + taken.getLocalPort()),
                    "--s3",
                    "port " + taken.getLocalPort() + " is taken");
        }
    }
}

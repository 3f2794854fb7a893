package dev.anvil.libp2p.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostKeyTest {
    /** The Ed25519 key of the peer-ids specification. */
    private static final byte[] GOLDEN = HexFormat.of()
            .parseHex("080112407e0830617c4a7de83925dfb2694556b12936c477a0e1feb2e148ec9da60fee7d"
                    + "1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e");

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void theSpecificationsKeyIsReadAndWritten() {
        HostKey key = HostKey.decode(GOLDEN);
        assertThat(key.encoded()).isEqualTo(GOLDEN);
        assertThat(HexFormat.of().formatHex(key.publicKey().encoded()))
                .isEqualTo("080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e");
    }

    @Test
    void signaturesHoldForTheirKeyAndTextOnly() {
        HostKey key = HostKey.generate();
        byte[] signature = key.sign(TEXT, TEXT);
        assertThat(key.publicKey().verifies(signature, "texttext".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(key.publicKey().verifies(signature, TEXT)).isFalse();
        assertThat(HostKey.generate().publicKey().verifies(signature, TEXT, TEXT))
                .isFalse();
        assertThat(key.publicKey().verifies(new byte[3], TEXT)).isFalse();
    }

    @Test
    void halvesThatDoNotBelongTogetherAreRefused() {
        byte[] mixed = GOLDEN.clone();
        mixed[mixed.length - 1] ^= 1;
        assertThatThrownBy(() -> HostKey.decode(mixed)).hasMessageContaining("does not belong");
    }

    @Test
    void theKeyOnDiskIsTheSameAfterARestartAndPrivate() throws IOException {
        Path file = folder.resolve("new/host.key");
        HostKey first = new HostKeyFile(file).loadOrCreate();
        HostKey second = new HostKeyFile(file).loadOrCreate();
        assertThat(second.peerId()).isEqualTo(first.peerId());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.resolveSibling("."))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aDamagedKeyIsNotReplacedByAFreshOne() throws IOException {
        Path file = folder.resolve("host.key");
        Files.write(file, new byte[10]);
        assertThatThrownBy(() -> new HostKeyFile(file).loadOrCreate())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("restore");
        assertThat(Files.readAllBytes(file)).hasSize(10);
    }
}

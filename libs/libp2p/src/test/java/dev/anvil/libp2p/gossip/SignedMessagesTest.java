package dev.anvil.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.HostKeyFile;
import dev.anvil.libp2p.wire.pb.PublishedMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignedMessagesTest {
    /** The key of the peer-ids specification. */
    private static final String KEY = "080112407e0830617c4a7de83925dfb2694556b12936c477a0e1feb2e148ec9da60fee7d"
            + "1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e";

    /** What js-libp2p writes for that key, topic anvil-cluster, number 7, data "hello". */
    private static final String MESSAGE =
            "0a260024080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e120568656c6c6f1a0800"
                    + "00000000000007220d616e76696c2d636c75737465722a40b70cb377a59a527a2e6cd9d009b54d544ec1b1e1b516ee107170"
                    + "b129413d41dff23d09df8fe03e28d1300d3c532d6d50d80ca20c29fd244ee8f2a6f74248da0b";

    @TempDir
    private Path folder;

    private HostKey key() throws Exception {
        Path file = folder.resolve("key");
        Files.write(file, HexFormat.of().parseHex(KEY));
        return new HostKeyFile(file).loadOrCreate();
    }

    @Test
    void weWriteThisMessageByteForByteLikeJs() throws Exception {
        PublishedMessage message =
                SignedMessages.sign(key(), new Topic("anvil-cluster"), 7, "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(message.toByteArray())).isEqualTo(MESSAGE);
    }

    @Test
    void weKnowItsAuthor() throws Exception {
        PublishedMessage message = PublishedMessage.parseFrom(HexFormat.of().parseHex(MESSAGE));
        assertThat(SignedMessages.isComplete(message)).isTrue();
        assertThat(SignedMessages.author(message)).contains(key().peerId());
        assertThat(SignedMessages.sequence(message)).isEqualTo(7);
    }

    @Test
    void noByteOfItCanBeChanged() throws Exception {
        byte[] bytes = HexFormat.of().parseHex(MESSAGE);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            PublishedMessage message;
            try {
                message = PublishedMessage.parseFrom(changed);
            } catch (InvalidProtocolBufferException e) {
                continue;
            }
            assertThat(SignedMessages.isComplete(message)
                            && SignedMessages.author(message).isPresent())
                    .as("byte %d", i)
                    .isFalse();
        }
    }
}

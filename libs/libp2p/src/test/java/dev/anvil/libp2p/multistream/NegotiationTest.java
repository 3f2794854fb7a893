package dev.anvil.libp2p.multistream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.libp2p.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class NegotiationTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<String> agreed = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    private EmbeddedChannel proposer(String... protocols) {
        return new EmbeddedChannel(new Proposer(List.of(protocols), TIMEOUT, agreed::add, failures::add));
    }

    private EmbeddedChannel responder(String... spoken) {
        return new EmbeddedChannel(new Responder(Set.of(spoken)::contains, TIMEOUT, agreed::add));
    }

    private static void exchange(EmbeddedChannel one, EmbeddedChannel other) {
        boolean moved = true;
        while (moved) {
            moved = move(one, other) | move(other, one);
        }
    }

    private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
        ByteBuf bytes = from.readOutbound();
        if (bytes == null) {
            return false;
        }
        to.writeInbound(bytes);
        return true;
    }

    private static ByteBuf lines(String... lines) {
        ByteBuf all = Unpooled.buffer();
        for (String line : lines) {
            all.writeBytes(Frame.ofLine(all.alloc(), line));
        }
        return all;
    }

    @Test
    void theFirstProposalThatIsSpokenWins() {
        EmbeddedChannel proposer = proposer("/new", "/old", "/older");
        EmbeddedChannel responder = responder("/old", "/older");
        exchange(proposer, responder);
        assertThat(agreed).containsExactlyInAnyOrder("/old", "/old");
        assertThat(proposer.pipeline().first()).isNull();
        assertThat(responder.pipeline().first()).isNull();
    }

    @Test
    void nothingInCommonEndsTheStream() {
        EmbeddedChannel proposer = proposer("/a", "/b");
        exchange(proposer, responder("/c"));
        assertThat(agreed).isEmpty();
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasRootCauseInstanceOf(NoCommonProtocolException.class));
        assertThat(proposer.isOpen()).isFalse();
    }

    @Test
    void whatFollowsTheAgreementIsHandedOver() {
        EmbeddedChannel responder = responder("/a");
        ByteBuf bytes = lines("/multistream/1.0.0", "/a");
        bytes.writeCharSequence("payload", StandardCharsets.UTF_8);
        responder.writeInbound(bytes);
        ByteBuf rest = responder.readInbound();
        assertThat(rest.toString(StandardCharsets.UTF_8)).isEqualTo("payload");
    }

    @Test
    void aStreamOnWhichNothingIsAgreedEndsInTime() {
        EmbeddedChannel responder = responder("/a");
        responder.advanceTimeBy(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        responder.runScheduledPendingTasks();
        assertThat(responder.isOpen()).isFalse();
    }

    @Test
    void garbageEndsTheStream() {
        for (ByteBuf garbage : List.of(
                lines("/multistream/9.9.9"),
                Unpooled.wrappedBuffer(new byte[] {0}),
                Unpooled.wrappedBuffer(new byte[] {(byte) 0xff, (byte) 0xff, 3}),
                Unpooled.wrappedBuffer(new byte[] {1, 'x'}))) {
            EmbeddedChannel responder = responder("/a");
            responder.writeInbound(garbage);
            assertThat(responder.isOpen()).isFalse();
        }
    }

    @Test
    void endlessProposalsEndTheStream() {
        EmbeddedChannel responder = responder("/a");
        responder.writeInbound(lines("/multistream/1.0.0"));
        for (int i = 0; i < 40 && responder.isOpen(); i++) {
            responder.writeInbound(lines("/b"));
        }
        assertThat(responder.isOpen()).isFalse();
    }
}

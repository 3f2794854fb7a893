package dev.anvil.libp2p.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.libp2p.TestHosts;
import dev.anvil.libp2p.Waiting;
import dev.anvil.libp2p.gossip.Gossip;
import dev.anvil.libp2p.gossip.GossipSettings;
import dev.anvil.libp2p.gossip.Message;
import dev.anvil.libp2p.gossip.Topic;
import dev.anvil.libp2p.gossip.Validator;
import dev.anvil.libp2p.host.DialException;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.identify.Description;
import dev.anvil.libp2p.identify.Identify;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.ping.Ping;
import dev.anvil.libp2p.transport.Connection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** We and js-libp2p understand each other. Runs with the profile {@code interop}. */
@Tag("interop")
final class JsInteropIT {
    private static final Topic TOPIC = new Topic("anvil-cluster");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGE_BYTES = 700 * 1024;

    private final TestHosts hosts = new TestHosts();
    private final Host host = hosts.start();
    private final Gossip gossip = Gossip.on(host, GossipSettings.DEFAULT);
    private final Queue<Message> received = new ConcurrentLinkedQueue<>();
    private final JsNode js = new JsNode();

    JsInteropIT() throws Exception {}

    @BeforeAll
    static void install() throws Exception {
        JsNode.install();
    }

    @BeforeEach
    void subscribe() throws InterruptedException {
        gossip.subscribe(TOPIC, Validator.ANY, received::add);
    }

    @AfterEach
    void close() throws Exception {
        js.close();
        gossip.close();
        hosts.close();
    }

    private PeerId jsPeer() {
        return js.address().expectedPeer().orElseThrow();
    }

    @Test
    void weDialJs() throws Exception {
        host.dial(js.address());
        assertThat(js.await("CONNECTED")).isEqualTo(host.peerId().toString());
        understandEachOther();
    }

    @Test
    void jsDialsUs() throws Exception {
        js.say("dial " + TestHosts.address(host));
        js.await("DIALED");
        Waiting.until("connected", () -> host.peers().contains(jsPeer()));
        understandEachOther();
    }

    private void understandEachOther() throws Exception {
        String identified = js.await("IDENTIFIED");
        assertThat(identified)
                .startsWith(host.peerId() + " test/1 ")
                .contains(TestHosts.address(host).withoutPeer().toString());
        Connection connection = host.connectionTo(jsPeer()).orElseThrow();
        assertThat(Ping.send(connection, PATIENCE).get(20, TimeUnit.SECONDS)).isPositive();
        js.say("ping " + host.peerId());
        assertThat(Integer.parseInt(js.await("PONG"))).isNotNegative();
        Description description = Identify.ask(connection, PATIENCE).get(20, TimeUnit.SECONDS);
        assertThat(description.agentVersion()).contains("libp2p");
        assertThat(description.listenAddresses()).contains(js.address().withoutPeer());

        Waiting.until("js is in our mesh", this::meshed);
        js.say("publish hello");
        Waiting.until("a message of js", () -> !received.isEmpty());
        Message hello = received.remove();
        assertThat(new String(hello.data(), StandardCharsets.UTF_8)).isEqualTo("hello");
        assertThat(hello.from()).isEqualTo(jsPeer());
        js.say("publish-zeros " + LARGE_BYTES);
        Waiting.until("a large message of js", () -> !received.isEmpty());
        assertThat(received.remove().data()).isEqualTo(new byte[LARGE_BYTES]);

        hears("hello".getBytes(StandardCharsets.UTF_8));
        byte[] large = new byte[LARGE_BYTES];
        new Random(1).nextBytes(large);
        hears(large);

        host.close();
        assertThat(js.await("DISCONNECTED")).isEqualTo(host.peerId().toString());
    }

    private boolean meshed() {
        try {
            return gossip.meshOf(TOPIC).contains(jsPeer());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void hears(byte[] data) throws Exception {
        gossip.publish(TOPIC, data);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        assertThat(js.await("GOSSIP")).isEqualTo(host.peerId() + " " + data.length + " " + digest);
    }

    /** The other direction cannot be tested: the QUIC transport of js-libp2p takes whoever answers. */
    @Test
    void weAcceptNoOtherPeerThanWeDialed() throws Exception {
        PeerId somebody = HostKey.generate().peerId();
        assertThatThrownBy(() -> host.dial(js.address().withPeer(somebody))).isInstanceOf(DialException.class);
        assertThat(host.peers()).isEmpty();
        host.dial(js.address());
        assertThat(host.peers()).containsExactly(jsPeer());
    }
}

package dev.anvil.cluster;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.gossip.Gossip;
import dev.anvil.libp2p.gossip.GossipSettings;
import dev.anvil.libp2p.gossip.Topic;
import dev.anvil.libp2p.gossip.Validator;
import dev.anvil.libp2p.host.DialException;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.host.HostSettings;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.transport.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks QUIC, libp2p and gossip at a member in every wrong way, by a seed. */
final class HostileTraffic implements AutoCloseable {
    private static final Multiaddr ANYWHERE = Multiaddr.parse("/ip4/127.0.0.1/udp/0/quic-v1");
    private static final Topic TOPIC = new Topic("anvil-cluster");
    private static final String ADMISSION = "/anvil/admission/1";
    private static final List<List<String>> PROTOCOLS = List.of(
            List.of("/meshsub/1.1.0"),
            List.of("/ipfs/id/1.0.0"),
            List.of("/ipfs/ping/1.0.0"),
            List.of(ADMISSION),
            List.of("/anvil/probe/1"),
            List.of("/anvil/dial-back/1"),
            List.of("/no/such/protocol"));
    private static final int DATAGRAMS = 2_000;
    private static final int STREAMS = 40;
    private static final int PUBLISHED = 100;
    private static final int OVERSIZED = 3 << 20;
    private static final int REPLAYS = 40;
    private static final int MAX_DATAGRAM = 2_048;
    private static final int EAR_PATIENCE_MILLIS = 20_000;

    private final Multiaddr target;
    private final Random random;
    private final DatagramSocket socket;
    private int datagrams;
    private int streams;
    private int messages;
    private int strangers;
    private int refused;
    private final AtomicInteger overheard = new AtomicInteger();

    HostileTraffic(String target, long seed) throws IOException {
        this.target = Multiaddr.parse(target);
        this.random = new Random(seed);
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    /** A bit of everything. */
    void round() throws IOException, InterruptedException {
        throwDatagrams();
        replayAHandshake();
        Host host = new Host(HostKey.generate(), HostSettings.listeningOn("hostile", ANYWHERE));
        strangers++;
        try (host;
                Gossip gossip = Gossip.on(host, GossipSettings.DEFAULT)) {
            gossip.subscribe(TOPIC, Validator.ANY, message -> overheard.incrementAndGet());
            // Who leaves the question for the secret unanswered is borne for some seconds.
            host.speak(ADMISSION, STREAMS, (peer, protocol, opened) -> {});
            host.start();
            Connection connection = host.dial(target);
            for (int i = 0; i < STREAMS; i++) {
                spoil(connection);
            }
            for (int i = 0; i < PUBLISHED; i++) {
                gossip.publish(TOPIC, bytes(i % 50 == 0 ? 900_000 : 2_000));
                messages++;
            }
        } catch (DialException e) {
            // Shut out for a while: what a stranger deserves.
            refused++;
        }
    }

    private void throwDatagrams() throws IOException {
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] bytes = bytes(1_400);
            switch (i % 4) {
                // A long header of QUIC version 1 and a version that nobody speaks, with nothing that makes sense
                // behind.
                case 0 -> header(bytes, 1);
                case 1 -> header(bytes, 0xBABABABA);
                // A short header.
                case 2 -> bytes[0] = (byte) (0x40 | (bytes[0] & 0x3F));
                default -> {}
            }
            send(bytes, bytes.length);
        }
    }

    private static void header(byte[] bytes, int version) {
        bytes[0] |= (byte) 0xC0;
        for (int i = 0; i < Integer.BYTES && i + 1 < bytes.length; i++) {
            bytes[i + 1] = (byte) (version >>> (24 - 8 * i));
        }
    }

    /** What a real client says first, again and again, with a bit changed in every other copy. */
    private void replayAHandshake() throws IOException, InterruptedException {
        byte[] hello = firstWord();
        for (int i = 0; i < REPLAYS; i++) {
            byte[] copy = hello.clone();
            if (i % 2 == 1) {
                copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
            }
            send(copy, copy.length);
        }
    }

    /** Recorded where nobody answers. */
    private static byte[] firstWord() throws IOException, InterruptedException {
        try (DatagramSocket ear = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Host client = new Host(HostKey.generate(), HostSettings.listeningOn("hostile"))) {
            ear.setSoTimeout(EAR_PATIENCE_MILLIS);
            Thread dial = Thread.ofVirtual().start(() -> {
                try {
                    client.dial(Multiaddr.parse("/ip4/127.0.0.1/udp/" + ear.getLocalPort() + "/quic-v1"));
                } catch (DialException e) {
                    // As it must be.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
            ear.receive(packet);
            dial.interrupt();
            dial.join();
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }
    }

    private void spoil(Connection connection) throws InterruptedException {
        try {
            QuicStreamChannel stream = connection
                    .openStream(PROTOCOLS.get(random.nextInt(PROTOCOLS.size())), (peer, protocol, opened) -> {})
                    .get(2, TimeUnit.SECONDS);
            streams++;
            // Garbage; a length that promises more than anybody takes; a length without end; or nothing, for ever.
            ByteBuf garbage = Unpooled.wrappedBuffer(
                    switch (random.nextInt(4)) {
                        case 0 -> bytes(4_000);
                        case 1 -> oversized();
                        case 2 -> new byte[] {(byte) 0x80, (byte) 0x80};
                        default -> new byte[0];
                    });
            if (garbage.isReadable()) {
                var unused = stream.writeAndFlush(garbage).addListener(ChannelFutureListener.CLOSE);
            }
        } catch (ExecutionException | TimeoutException e) {
            refused++;
        }
    }

    private byte[] oversized() {
        byte[] bytes = new byte[OVERSIZED];
        Arrays.fill(bytes, 0, Integer.BYTES - 1, (byte) 0xFF);
        bytes[Integer.BYTES - 1] = 0x7F;
        return bytes;
    }

    private byte[] bytes(int atMost) {
        byte[] bytes = new byte[1 + random.nextInt(atMost)];
        random.nextBytes(bytes);
        return bytes;
    }

    private void send(byte[] bytes, int length) throws IOException {
        socket.send(new DatagramPacket(bytes, length, InetAddress.getLoopbackAddress(), target.port()));
        datagrams++;
    }

    /** Those that were opened and filled with garbage. */
    int streams() {
        return streams;
    }

    /** What members said to strangers. */
    int overheard() {
        return overheard.get();
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public String toString() {
        return datagrams + " datagrams, " + strangers + " strangers, " + messages + " messages, " + streams
                + " streams, " + refused + " refusals";
    }
}

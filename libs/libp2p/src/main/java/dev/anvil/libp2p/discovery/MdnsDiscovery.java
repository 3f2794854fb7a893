package dev.anvil.libp2p.discovery;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.host.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.constants.DNSRecordType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces a host and finds others, for as long as it is open. It reads TXT records from JmDNS's cache rather than wait
 * for "resolved" services, because other implementations of libp2p announce neither host names nor ports.
 */
public final class MdnsDiscovery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MdnsDiscovery.class);

    static final String SERVICE = "_p2p._udp.local.";

    private static final int NAME_CHARS = 40;
    private static final String NAME_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration REMIND = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int MAX_KNOWN = 4096;

    private final Host host;
    private final DiscoveryListener listener;
    private final Queue<JmDNS> responders = new ConcurrentLinkedQueue<>();
    private final Map<Multiaddr, Long> toldAtNanos = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("libp2p-mdns").factory());

    private MdnsDiscovery(Host host, DiscoveryListener listener) {
        this.host = host;
        this.listener = listener;
    }

    /** Begins on every network interface that can multicast. The host must be started. */
    public static MdnsDiscovery start(Host host, DiscoveryListener listener) {
        return start(host, listener, MulticastInterfaces.addresses());
    }

    static MdnsDiscovery start(Host host, DiscoveryListener listener, List<InetAddress> interfaces) {
        MdnsDiscovery discovery = new MdnsDiscovery(host, listener);
        interfaces.forEach(address -> discovery.thread.execute(() -> discovery.join(address)));
        discovery.thread.scheduleWithFixedDelay(
                discovery::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return discovery;
    }

    private void join(InetAddress address) {
        try {
            JmDNS responder = JmDNS.create(address, randomName());
            responders.add(responder);
            if (thread.isShutdown()) {
                leave(responder);
                return;
            }
            // Without a listener JmDNS never asks.
            responder.addServiceListener(SERVICE, new IgnoredServices());
            List<Multiaddr> addresses = host.addresses();
            if (!addresses.isEmpty()) {
                responder.registerService(ServiceInfo.create(
                        SERVICE,
                        randomName(),
                        addresses.getFirst().port(),
                        0,
                        0,
                        AnnouncedAddresses.encode(addresses)));
            }
        } catch (IOException | RuntimeException e) {
            log.warn("No mDNS on {}; peers there must be dialed by address", address, e);
        }
    }

    /** The specification wants a name that tells nothing, so that hosts cannot be followed by it. */
    private static String randomName() {
        SecureRandom random = new SecureRandom();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < NAME_CHARS; i++) {
            name.append(NAME_ALPHABET.charAt(random.nextInt(NAME_ALPHABET.length())));
        }
        return name.toString();
    }

    private void look() {
        long now = System.nanoTime();
        toldAtNanos.values().removeIf(told -> now - told > REMIND.toNanos());
        for (JmDNS responder : responders) {
            for (DNSEntry entry : ((JmDNSImpl) responder).getCache().allValues()) {
                if (isAnnouncement(entry)) {
                    AnnouncedAddresses.decode(
                                    ((DNSRecord) entry).getServiceInfo(false).getTextBytes())
                            .forEach(address -> tell(address, now));
                }
            }
        }
    }

    private static boolean isAnnouncement(DNSEntry entry) {
        return entry.getRecordType() == DNSRecordType.TYPE_TXT && entry.getKey().endsWith(SERVICE);
    }

    private void tell(Multiaddr address, long now) {
        boolean ours = address.expectedPeer().filter(host.peerId()::equals).isPresent();
        if (ours || toldAtNanos.size() >= MAX_KNOWN || toldAtNanos.putIfAbsent(address, now) != null) {
            return;
        }
        try {
            listener.found(address);
        } catch (RuntimeException e) {
            log.error("A listener failed on {}", address, e);
        }
    }

    /** Takes the announcement back, which JmDNS does slowly: nobody waits for it for long. */
    @Override
    public void close() {
        thread.shutdownNow();
        CompletableFuture<?>[] leaving = responders.stream()
                .map(responder -> CompletableFuture.runAsync(
                        () -> leave(responder),
                        task -> Thread.ofPlatform()
                                .daemon()
                                .name("libp2p-mdns-close")
                                .start(task)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(leaving)
                .completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static void leave(JmDNS responder) {
        try {
            responder.close();
        } catch (IOException e) {
            log.debug("mDNS was not closed cleanly", e);
        }
    }
}

package dev.anvil.membership.peer;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.membership.gossip.Tempo;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this member finds the others.
 *
 * @param listen multiaddresses of our QUIC sockets
 * @param announce what others shall dial instead, where they do not reach what we listen on
 * @param publicGrpc where our node's clients are served; only announced
 * @param bootstrap members to join; names are resolved at each dial, and they are dialed for ever
 * @param mdns whether members on the same network are looked for
 * @param initialise whether this is the first member of a new cluster, which joins nobody
 * @param data the folder of our key
 * @param joinWithin after this long without an answer from those whom we shall join, we go on without them
 */
@ConfigurationProperties("anvil.cluster")
record ClusterSettings(
        @DefaultValue("/ip4/0.0.0.0/udp/7443/quic-v1") String listen,
        @DefaultValue("") String announce,
        @DefaultValue("") String publicGrpc,
        @DefaultValue("") String bootstrap,
        @DefaultValue("true") boolean mdns,
        @DefaultValue("false") boolean initialise,
        @DefaultValue("./anvil-membership") String data,
        @DefaultValue("") String region,
        @DefaultValue("1s") Duration gossipEvery,
        @DefaultValue("3s") Duration suspectAfter,
        @DefaultValue("10s") Duration downAfter,
        @DefaultValue("10m") Duration pruneAfter,
        @DefaultValue("1m") Duration clockTolerance,
        @DefaultValue("10s") Duration joinWithin) {
    private static final String EXAMPLE = "/ip4/203.0.113.1/udp/7443/quic-v1";

    List<Multiaddr> listenAddresses() {
        List<Multiaddr> addresses = multiaddrs("CLUSTER_LISTEN_ADDR", listen);
        if (addresses.isEmpty()) {
            throw new SettingRefused("CLUSTER_LISTEN_ADDR", "(not set)", "give a multiaddress such as " + EXAMPLE);
        }
        for (Multiaddr address : addresses) {
            if (address.kind().isName()) {
                throw new SettingRefused(
                        "CLUSTER_LISTEN_ADDR",
                        "'" + address + "'",
                        "give an IP address of this machine, such as 0.0.0.0");
            }
        }
        return addresses;
    }

    List<Multiaddr> announced() {
        return multiaddrs("PUBLIC_CLUSTER_ADDRS", announce);
    }

    List<Multiaddr> bootstrapAddresses() {
        return multiaddrs("BOOTSTRAP_ADDRS", bootstrap);
    }

    String publicAddress() {
        return publicGrpc.isBlank()
                ? ""
                : HostPort.parse("PUBLIC_GRPC_ADDR", publicGrpc).toString();
    }

    /** What others are told to use, as far as an operator said it. */
    List<PublicAddress> publicAddresses() {
        List<PublicAddress> addresses = new ArrayList<>();
        announced().forEach(address -> addresses.add(new PublicAddress.Cluster(address)));
        if (!publicGrpc.isBlank()) {
            addresses.add(new PublicAddress.Api(HostPort.parse("PUBLIC_GRPC_ADDR", publicGrpc)));
        }
        return addresses;
    }

    Path keyFile() {
        return Path.of(data).resolve("host.key");
    }

    Path intentFile() {
        return Path.of(data).resolve("intents");
    }

    /** Whether there is somebody to join before this member counts. */
    boolean joins() {
        return !initialise && !bootstrapAddresses().isEmpty();
    }

    Tempo tempo() {
        try {
            return new Tempo(gossipEvery, suspectAfter, downAfter, pruneAfter, clockTolerance);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("anvil.cluster", "out of order", String.valueOf(e.getMessage()));
        }
    }

    private static List<Multiaddr> multiaddrs(String variable, String text) {
        List<Multiaddr> addresses = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            if (one.isBlank()) {
                continue;
            }
            try {
                addresses.add(Multiaddr.parse(one.strip()));
            } catch (IllegalArgumentException e) {
                throw new SettingRefused(
                        variable,
                        "'" + one.strip() + "'",
                        "give a multiaddress of a QUIC socket, for example " + EXAMPLE);
            }
        }
        return List.copyOf(addresses);
    }
}

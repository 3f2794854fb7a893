package dev.anvil.libp2p.host;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.transport.QuicLimits;
import java.time.Duration;
import java.util.List;

/**
 * How a host runs.
 *
 * @param listen where it accepts connections; port 0 takes a free one
 * @param announce what it tells others instead of where it listens, when that is behind a translation of addresses
 * @param agent the name and version of the program, for identify
 * @param certificateValidity of the throw-away certificates; renewed after two thirds of it
 * @param redial how often a wanted peer is dialed that does not answer
 */
public record HostSettings(
        List<Multiaddr> listen,
        List<Multiaddr> announce,
        String agent,
        Duration certificateValidity,
        QuicLimits limits,
        RedialSettings redial) {
    public static final Duration CERTIFICATE_VALIDITY = Duration.ofDays(30);

    public HostSettings {
        listen = List.copyOf(listen);
        announce = List.copyOf(announce);
        if (agent.isBlank()) {
            throw new IllegalArgumentException("A host needs a name for its agent, such as anvil/1.0");
        }
        if (!certificateValidity.isPositive()) {
            throw new IllegalArgumentException("The validity of certificates must be positive");
        }
        if (listen.stream().anyMatch(address -> address.kind().isName())) {
            throw new IllegalArgumentException("A host listens on IP addresses; names belong to what it announces");
        }
    }

    public static HostSettings listeningOn(String agent, Multiaddr... addresses) {
        return new HostSettings(
                List.of(addresses), List.of(), agent, CERTIFICATE_VALIDITY, QuicLimits.DEFAULT, RedialSettings.DEFAULT);
    }

    public HostSettings announcing(List<Multiaddr> addresses) {
        return new HostSettings(listen, addresses, agent, certificateValidity, limits, redial);
    }

    public HostSettings within(QuicLimits other) {
        return new HostSettings(listen, announce, agent, certificateValidity, other, redial);
    }

    public HostSettings redialing(RedialSettings other) {
        return new HostSettings(listen, announce, agent, certificateValidity, limits, other);
    }
}

package dev.anvil.membership.gossip;

import dev.anvil.membership.view.Intent;
import dev.anvil.membership.view.Member;
import java.time.Instant;
import java.util.List;

/**
 * What a member states to all others.
 *
 * @param addresses where its cluster socket is reached
 * @param publicAddress where its node serves clients; empty when it announces nothing
 * @param madeAt by the speaker's clock
 * @param instance made by chance at each start: tells two processes with one key apart
 * @param incarnation grows with each start and each refutation
 * @param sequence grows with each bulletin of an instance
 * @param services who is registered with the speaker
 * @param rumours whom the speaker believes to be ill
 * @param intents what operators want of nodes, as far as the speaker has heard
 */
public record Bulletin(
        PeerName peer,
        List<String> addresses,
        String publicAddress,
        Instant madeAt,
        long instance,
        long incarnation,
        long sequence,
        Standing standing,
        List<Member> services,
        List<Rumour> rumours,
        List<Intent> intents) {
    static final int MAX_ADDRESSES = 16;
    static final int MAX_SERVICES = 10_000;
    static final int MAX_RUMOURS = 256;

    private static final int MAX_INTENTS = 1_000;
    private static final int MAX_ADDRESS_CHARACTERS = 255;

    public Bulletin {
        addresses = List.copyOf(addresses);
        services = List.copyOf(services);
        rumours = List.copyOf(rumours);
        intents = List.copyOf(intents);
        if (intents.size() > MAX_INTENTS) {
            throw new IllegalArgumentException("a bulletin has at most " + MAX_INTENTS + " intents");
        }
        if (addresses.size() > MAX_ADDRESSES || services.size() > MAX_SERVICES || rumours.size() > MAX_RUMOURS) {
            throw new IllegalArgumentException("a bulletin has at most " + MAX_ADDRESSES + " addresses, " + MAX_SERVICES
                    + " services and " + MAX_RUMOURS + " rumours");
        }
        if (publicAddress.length() > MAX_ADDRESS_CHARACTERS
                || addresses.stream().anyMatch(address -> address.length() > MAX_ADDRESS_CHARACTERS)) {
            throw new IllegalArgumentException("an address has at most " + MAX_ADDRESS_CHARACTERS + " characters");
        }
    }

    /** Without a word of operators. */
    public Bulletin(
            PeerName peer,
            List<String> addresses,
            String publicAddress,
            Instant madeAt,
            long instance,
            long incarnation,
            long sequence,
            Standing standing,
            List<Member> services,
            List<Rumour> rumours) {
        this(
                peer,
                addresses,
                publicAddress,
                madeAt,
                instance,
                incarnation,
                sequence,
                standing,
                services,
                rumours,
                List.of());
    }

    public Bulletin with(List<Intent> wanted) {
        return new Bulletin(
                peer,
                addresses,
                publicAddress,
                madeAt,
                instance,
                incarnation,
                sequence,
                standing,
                services,
                rumours,
                wanted);
    }
}

package dev.anvil.membership.peer;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.runtime.setting.HostPort;

/** An address that this node tells others to use. */
sealed interface PublicAddress {
    /** The variable that an operator sets it by. */
    String variable();

    /** As one member writes it to another. */
    String line();

    /** Where the cluster socket is. */
    record Cluster(Multiaddr address) implements PublicAddress {
        @Override
        public String variable() {
            return "PUBLIC_ADDRS";
        }

        @Override
        public String line() {
            return "cluster " + address;
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** Where clients are served. */
    record Api(HostPort address) implements PublicAddress {
        @Override
        public String variable() {
            return "PUBLIC_GRPC_ADDR";
        }

        @Override
        public String line() {
            return "api " + address;
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /** @throws IllegalArgumentException where it is none */
    static PublicAddress parse(String line) {
        int space = line.indexOf(' ');
        String kind = space < 0 ? "" : line.substring(0, space);
        String address = line.substring(space + 1);
        return switch (kind) {
            case "cluster" -> new Cluster(Multiaddr.parse(address));
            case "api" -> new Api(HostPort.parse("address", address));
            default -> throw new IllegalArgumentException("no address that can be tried: " + line);
        };
    }
}

package dev.anvil.gateway.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of which the first bits are the same, as in {@code 10.0.0.0/8}. */
final class AddressRange {
    /** Only what is an address by its looks: nothing here may ask a name server. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private AddressRange() {}

    static boolean isValid(String range) {
        int slash = range.indexOf('/');
        Optional<byte[]> network = address(slash < 0 ? range : range.substring(0, slash));
        return network.isPresent() && bits(range, network.get()) >= 0;
    }

    static boolean contains(String address, String range) {
        int slash = range.indexOf('/');
        Optional<byte[]> network = address(slash < 0 ? range : range.substring(0, slash));
        Optional<byte[]> asked = address(address);
        if (network.isEmpty() || asked.isEmpty() || network.get().length != asked.get().length) {
            return false;
        }
        int bits = bits(range, network.get());
        return bits >= 0 && sameBits(network.get(), asked.get(), bits);
    }

    private static boolean sameBits(byte[] one, byte[] other, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((one[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Negative where it makes no sense. */
    private static int bits(String range, byte[] network) {
        int slash = range.indexOf('/');
        if (slash < 0) {
            return network.length * 8;
        }
        String text = range.substring(slash + 1);
        int bits = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
        return bits <= network.length * 8 ? bits : -1;
    }

    private static Optional<byte[]> address(String text) {
        try {
            return LITERAL.matcher(text).matches()
                    ? Optional.of(InetAddress.getByName(text).getAddress())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

package dev.anvil.libp2p.address;

import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.util.StringJoiner;

/** IPv6 addresses as RFC 5952 wants them, which the JDK does not print: the longest run of zeros becomes a "::". */
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static String of(Inet6Address address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = Short.toUnsignedInt(bytes.getShort());
        }
        int runStart = 0;
        int runLength = 0;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - start > runLength) {
                runStart = start;
                runLength = end - start;
            }
        }
        if (runLength < 2) {
            return join(groups, 0, GROUPS);
        }
        return join(groups, 0, runStart) + "::" + join(groups, runStart + runLength, GROUPS);
    }

    private static String join(int[] groups, int from, int to) {
        StringJoiner text = new StringJoiner(":");
        for (int i = from; i < to; i++) {
            text.add(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}

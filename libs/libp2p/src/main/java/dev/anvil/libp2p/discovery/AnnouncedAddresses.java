package dev.anvil.libp2p.discovery;

import dev.anvil.libp2p.address.Multiaddr;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Addresses in a TXT record: strings behind a length of one byte. */
final class AnnouncedAddresses {
    private static final Logger log = LoggerFactory.getLogger(AnnouncedAddresses.class);

    private static final String KEY = "dnsaddr=";
    private static final int MAX_STRING_BYTES = 255;
    /** Keeps the answer within one datagram. */
    private static final int MAX_ADDRESSES = 8;

    private AnnouncedAddresses() {}

    static byte[] encode(List<Multiaddr> addresses) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        addresses.stream()
                .map(address -> (KEY + address).getBytes(StandardCharsets.US_ASCII))
                .filter(text -> text.length <= MAX_STRING_BYTES)
                .limit(MAX_ADDRESSES)
                .forEach(text -> {
                    out.write(text.length);
                    out.writeBytes(text);
                });
        return out.toByteArray();
    }

    /** The addresses that we can use and that say whose they are. */
    static List<Multiaddr> decode(byte[] record) {
        List<Multiaddr> addresses = new ArrayList<>();
        int position = 0;
        while (position < record.length && addresses.size() < MAX_ADDRESSES) {
            int length = Byte.toUnsignedInt(record[position]);
            if (position + 1 + length > record.length) {
                break;
            }
            String text = new String(record, position + 1, length, StandardCharsets.US_ASCII);
            if (text.startsWith(KEY)) {
                parse(text.substring(KEY.length()), addresses);
            }
            position += 1 + length;
        }
        return addresses;
    }

    private static void parse(String text, List<Multiaddr> addresses) {
        try {
            Multiaddr address = Multiaddr.parse(text);
            if (address.expectedPeer().isPresent()) {
                addresses.add(address);
            }
        } catch (IllegalArgumentException e) {
            log.trace("An address of another transport was announced: {}", e.getMessage());
        }
    }
}

package dev.anvil.libp2p.identify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.identity.PublicKey;
import dev.anvil.libp2p.wire.MalformedWireException;
import dev.anvil.libp2p.wire.pb.IdentifyMessage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Descriptions as they travel. Addresses that QUIC cannot use are another transport's business and left out. */
final class IdentifyCodec {
    private static final Logger log = LoggerFactory.getLogger(IdentifyCodec.class);

    private static final int MAX_ADDRESSES = 64;
    private static final int MAX_PROTOCOLS = 256;

    private IdentifyCodec() {}

    static byte[] encode(Description description) {
        IdentifyMessage.Builder message = IdentifyMessage.newBuilder()
                .setPublicKey(ByteString.copyFrom(description.key().encoded()))
                .setProtocolVersion(description.protocolVersion())
                .setAgentVersion(description.agentVersion())
                .addAllProtocols(description.protocols());
        for (Multiaddr address : description.listenAddresses()) {
            message.addListenAddrs(ByteString.copyFrom(address.withoutPeer().encode()));
        }
        description
                .observedAddress()
                .ifPresent(observed -> message.setObservedAddr(ByteString.copyFrom(observed.encode())));
        return message.build().toByteArray();
    }

    static Description decode(byte[] bytes) {
        try {
            IdentifyMessage message = IdentifyMessage.parseFrom(bytes);
            return new Description(
                    PublicKey.decode(message.getPublicKey().toByteArray()),
                    message.getProtocolVersion(),
                    message.getAgentVersion(),
                    addresses(message.getListenAddrsList()),
                    message.getProtocolsList().stream().limit(MAX_PROTOCOLS).toList(),
                    address(message.getObservedAddr()).orElse(null));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedWireException("not a description of a host", e);
        }
    }

    private static List<Multiaddr> addresses(Collection<ByteString> encoded) {
        return encoded.stream()
                .limit(MAX_ADDRESSES)
                .map(IdentifyCodec::address)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Multiaddr> address(ByteString encoded) {
        try {
            return encoded.isEmpty() ? Optional.empty() : Optional.of(Multiaddr.decode(encoded.toByteArray()));
        } catch (IllegalArgumentException e) {
            log.trace("An address of another transport: {}", e.getMessage());
            return Optional.empty();
        }
    }
}

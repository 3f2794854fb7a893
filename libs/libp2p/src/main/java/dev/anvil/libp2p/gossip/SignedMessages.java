package dev.anvil.libp2p.gossip;

import com.google.protobuf.ByteString;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.identity.PublicKey;
import dev.anvil.libp2p.wire.pb.PublishedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The StrictSign policy: author, number and signature are there, and the signature covers everything else. */
final class SignedMessages {
    private static final byte[] PREFIX = "libp2p-pubsub:".getBytes(StandardCharsets.US_ASCII);

    private SignedMessages() {}

    static PublishedMessage sign(HostKey key, Topic topic, long sequence, byte[] data) {
        PublishedMessage unsigned = PublishedMessage.newBuilder()
                .setFrom(ByteString.copyFrom(key.peerId().bytes()))
                .setData(ByteString.copyFrom(data))
                .setSeqno(ByteString.copyFrom(
                        ByteBuffer.allocate(Long.BYTES).putLong(sequence).array()))
                .setTopic(topic.name())
                .build();
        // No key: our ids hold theirs in full.
        return unsigned.toBuilder()
                .setSignature(ByteString.copyFrom(key.sign(PREFIX, unsigned.toByteArray())))
                .build();
    }

    /** Whether the message says who wrote it, with a number of the right size. */
    static boolean isComplete(PublishedMessage message) {
        return message.hasFrom()
                && message.getSeqno().size() == Long.BYTES
                && message.hasSignature()
                && Topic.isValid(message.getTopic());
    }

    static long sequence(PublishedMessage message) {
        return message.getSeqno().asReadOnlyByteBuffer().getLong();
    }

    /** The author, if the signature is the author's. */
    static Optional<PeerId> author(PublishedMessage message) {
        try {
            PeerId from = PeerId.of(message.getFrom().toByteArray());
            byte[] signed =
                    message.toBuilder().clearSignature().clearKey().build().toByteArray();
            return key(message, from)
                    .filter(key -> key.verifies(message.getSignature().toByteArray(), PREFIX, signed))
                    .map(key -> from);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> key(PublishedMessage message, PeerId from) {
        if (!message.hasKey()) {
            return from.inlineKey();
        }
        return Optional.of(PublicKey.decode(message.getKey().toByteArray()))
                .filter(key -> key.peerId().equals(from));
    }
}

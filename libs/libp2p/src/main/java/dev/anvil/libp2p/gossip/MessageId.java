package dev.anvil.libp2p.gossip;

import com.google.protobuf.ByteString;
import dev.anvil.libp2p.wire.pb.PublishedMessage;

/** The default id of the specification: who wrote it, then its number. */
record MessageId(ByteString bytes) {
    static MessageId of(PublishedMessage message) {
        return new MessageId(message.getFrom().concat(message.getSeqno()));
    }
}

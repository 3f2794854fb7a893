package dev.anvil.membership.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.anvil.membership.gossip.Bulletin;
import dev.anvil.membership.gossip.DropReason;
import dev.anvil.membership.gossip.PeerName;
import dev.anvil.membership.gossip.Rumour;
import dev.anvil.membership.v1.ClusterMessage;
import dev.anvil.membership.v1.ClusterStatement;
import dev.anvil.membership.v1.NodeState;
import dev.anvil.membership.v1.Standing;
import dev.anvil.runtime.credential.ClusterSecret;
import java.security.MessageDigest;
import java.time.Instant;

/** Bulletins as bytes with a signature of the cluster secret over every one of them. */
final class BulletinCodec {
    private static final String PURPOSE = "anvil-cluster-message-v1";

    private final ClusterSecret secret;
    private final String region;

    BulletinCodec(ClusterSecret secret, String region) {
        this.secret = secret;
        this.region = region;
    }

    byte[] encode(Bulletin bulletin) {
        ByteString statement = statement(bulletin).toByteString();
        return ClusterMessage.newBuilder()
                .setStatement(statement)
                .setSignature(ByteString.copyFrom(secret.sign(PURPOSE, statement.toByteArray())))
                .build()
                .toByteArray();
    }

    /** @throws DroppedMessage where it is none, or not from our cluster */
    Bulletin decode(byte[] bytes, PeerName author) throws DroppedMessage {
        try {
            ClusterMessage message = ClusterMessage.parseFrom(bytes);
            byte[] signed = message.getStatement().toByteArray();
            if (!MessageDigest.isEqual(
                    secret.sign(PURPOSE, signed), message.getSignature().toByteArray())) {
                throw new DroppedMessage(DropReason.SIGNATURE);
            }
            ClusterStatement statement = ClusterStatement.parseFrom(signed);
            if (!statement.getPeerId().equals(author.value())) {
                throw new DroppedMessage(DropReason.AUTHOR);
            }
            if (!statement.getRegion().equals(region)) {
                throw new DroppedMessage(DropReason.REGION);
            }
            return bulletin(statement, author);
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            throw new DroppedMessage(DropReason.MALFORMED);
        }
    }

    private ClusterStatement statement(Bulletin bulletin) {
        return ClusterStatement.newBuilder()
                .setPeerId(bulletin.peer().value())
                .addAllP2PAddrs(bulletin.addresses())
                .setGrpcAddr(bulletin.publicAddress())
                .setTimestamp(bulletin.madeAt().toEpochMilli())
                .setInstance(bulletin.instance())
                .setIncarnation(bulletin.incarnation())
                .setSequence(bulletin.sequence())
                .setStanding(
                        switch (bulletin.standing()) {
                            case JOINING -> Standing.STANDING_JOINING;
                            case UP -> Standing.STANDING_UP;
                            case LEAVING -> Standing.STANDING_LEAVING;
                        })
                .addAllServices(
                        bulletin.services().stream().map(Translation::node).toList())
                .addAllRumours(
                        bulletin.rumours().stream().map(BulletinCodec::rumour).toList())
                .setRegion(region)
                .addAllIntents(
                        bulletin.intents().stream().map(Translation::intent).toList())
                .build();
    }

    private static dev.anvil.membership.v1.Rumour rumour(Rumour rumour) {
        return dev.anvil.membership.v1.Rumour.newBuilder()
                .setPeerId(rumour.peer().value())
                .setIncarnation(rumour.incarnation())
                .setState(rumour.down() ? NodeState.NODE_STATE_DOWN : NodeState.NODE_STATE_SUSPECT)
                .build();
    }

    private static Bulletin bulletin(ClusterStatement statement, PeerName author) {
        return new Bulletin(
                author,
                statement.getP2PAddrsList(),
                statement.getGrpcAddr(),
                Instant.ofEpochMilli(statement.getTimestamp()),
                statement.getInstance(),
                statement.getIncarnation(),
                statement.getSequence(),
                switch (statement.getStanding()) {
                    case STANDING_JOINING -> dev.anvil.membership.gossip.Standing.JOINING;
                    case STANDING_UP -> dev.anvil.membership.gossip.Standing.UP;
                    case STANDING_LEAVING -> dev.anvil.membership.gossip.Standing.LEAVING;
                    case STANDING_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException("a standing that we do not know");
                },
                statement.getServicesList().stream().map(Translation::member).toList(),
                statement.getRumoursList().stream()
                        .map(rumour -> new Rumour(
                                new PeerName(rumour.getPeerId()),
                                rumour.getIncarnation(),
                                rumour.getState() == NodeState.NODE_STATE_DOWN))
                        .toList(),
                statement.getIntentsList().stream().map(Translation::intent).toList());
    }
}

package dev.anvil.libp2p.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.anvil.libp2p.wire.pb.KeyType;
import dev.anvil.libp2p.wire.pb.PrivateKeyMessage;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;

/** A host's own key pair, always Ed25519. Its encoding is libp2p's, so that go, rust and js can read the file too. */
public final class HostKey {
    private final byte[] seed;
    private final PrivateKey privateKey;
    private final byte[] rawPublicKey;
    private final PublicKey publicKey;
    private final PeerId peerId;

    private HostKey(byte[] seed) {
        this.seed = seed;
        this.privateKey = Ed25519.privateKey(seed);
        this.rawPublicKey = Ed25519.publicKey(seed);
        this.publicKey = PublicKey.ofEd25519(rawPublicKey);
        this.peerId = publicKey.peerId();
    }

    public static HostKey generate() {
        byte[] seed = new byte[Ed25519.KEY_BYTES];
        new SecureRandom().nextBytes(seed);
        return new HostKey(seed);
    }

    static HostKey decode(byte[] encoded) {
        PrivateKeyMessage message;
        try {
            message = PrivateKeyMessage.parseFrom(encoded);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("Not a private key of libp2p", e);
        }
        byte[] data = message.getData().toByteArray();
        if (message.getType() != KeyType.Ed25519 || data.length != 2 * Ed25519.KEY_BYTES) {
            throw new IllegalArgumentException("Only Ed25519 keys are used, this one is " + message.getType());
        }
        HostKey key = new HostKey(Arrays.copyOf(data, Ed25519.KEY_BYTES));
        if (!Arrays.equals(key.rawPublicKey, 0, Ed25519.KEY_BYTES, data, Ed25519.KEY_BYTES, data.length)) {
            throw new IllegalArgumentException("The public half does not belong to the private half");
        }
        return key;
    }

    byte[] encoded() {
        return PrivateKeyMessage.newBuilder()
                .setType(KeyType.Ed25519)
                .setData(ByteString.copyFrom(seed).concat(ByteString.copyFrom(rawPublicKey)))
                .build()
                .toByteArray();
    }

    public PeerId peerId() {
        return peerId;
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** Signs the parts, one after the other. */
    public byte[] sign(byte[]... parts) {
        return Ed25519.sign(privateKey, parts);
    }

    @Override
    public String toString() {
        return "HostKey of " + peerId;
    }
}

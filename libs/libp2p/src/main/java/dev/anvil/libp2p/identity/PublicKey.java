package dev.anvil.libp2p.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.anvil.libp2p.wire.pb.KeyType;
import dev.anvil.libp2p.wire.pb.PublicKeyMessage;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** The public half of any host's key, in libp2p's encoding. */
public final class PublicKey {
    /** An RSA key of 8192 bits takes 1,062 bytes; anything beyond is somebody who wants us to calculate. */
    private static final int MAX_ENCODED_BYTES = 1200;

    private final byte[] encoded;
    private final PublicKeyMessage key;

    private PublicKey(byte[] encoded, PublicKeyMessage key) {
        this.encoded = encoded;
        this.key = key;
    }

    static PublicKey ofEd25519(byte[] raw) {
        PublicKeyMessage key = PublicKeyMessage.newBuilder()
                .setType(KeyType.Ed25519)
                .setData(ByteString.copyFrom(raw))
                .build();
        return new PublicKey(key.toByteArray(), key);
    }

    public static PublicKey decode(byte[] encoded) {
        if (encoded.length > MAX_ENCODED_BYTES) {
            throw new IllegalArgumentException("Public key of " + encoded.length + " bytes");
        }
        try {
            return new PublicKey(encoded.clone(), PublicKeyMessage.parseFrom(encoded));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("Not a public key of libp2p", e);
        }
    }

    public PeerId peerId() {
        return PeerId.ofKey(encoded);
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    /** Whether the owner of this key signed the parts, one after the other. A key we cannot use signs nothing. */
    public boolean verifies(byte[] signature, byte[]... parts) {
        try {
            return KeyVerifier.of(key.getType()).verify(key.getData().toByteArray(), signature, parts);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers throw anything on garbage; for us it only means that the signature is not there.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }
}

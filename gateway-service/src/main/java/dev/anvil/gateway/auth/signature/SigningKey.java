package dev.anvil.gateway.auth.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A key derived from a secret for one scope. It never leaves the request that it was derived for. */
final class SigningKey {
    private final byte[] key;

    private SigningKey(byte[] key) {
        this.key = key;
    }

    static SigningKey derive(String secret, Scope scope) {
        byte[] day = Hmac.sign(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), scope.day());
        byte[] region = Hmac.sign(day, scope.region());
        byte[] service = Hmac.sign(region, scope.service());
        return new SigningKey(Hmac.sign(service, scope.terminal()));
    }

    /** In constant time, so that nobody learns a signature digit by digit. */
    boolean isSignatureOf(String stringToSign, String signature) {
        return MessageDigest.isEqual(
                sign(stringToSign).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    String sign(String stringToSign) {
        return HexFormat.of().formatHex(Hmac.sign(key, stringToSign));
    }
}

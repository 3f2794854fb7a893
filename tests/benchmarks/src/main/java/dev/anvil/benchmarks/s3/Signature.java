package dev.anvil.benchmarks.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SigV4 with an unsigned payload. The SDK's signer would cost more CPU per request than the store spends on a small GET, and
 * this program shares its cores with the store; here the day's key is derived once.
 */
final class Signature {
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final BenchS3.Target target;
    private volatile DayKey dayKey;

    Signature(BenchS3.Target target) {
        this.target = target;
        this.dayKey = derive(TIME.format(Instant.now()).substring(0, 8));
    }

    private record DayKey(String day, SecretKeySpec key) {}

    /** The value of the Authorization header and the time that it is for. */
    record Signed(String authorization, String time) {}

    Signed sign(String method, String path, String query, String host) {
        String time = TIME.format(Instant.now());
        String day = time.substring(0, 8);
        DayKey key = dayKey;
        if (!key.day().equals(day)) {
            key = derive(day);
            dayKey = key;
        }
        String scope = day + "/" + target.region() + "/s3/aws4_request";
        String canonical = method + "\n" + path + "\n" + query + "\nhost:" + host + "\nx-amz-content-sha256:" + UNSIGNED
                + "\nx-amz-date:" + time + "\n\nhost;x-amz-content-sha256;x-amz-date\n" + UNSIGNED;
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(canonical));
        return new Signed(
                "AWS4-HMAC-SHA256 Credential=" + target.accessKey() + "/" + scope
                        + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                        + hex(hmac(key.key(), toSign)),
                time);
    }

    private DayKey derive(String day) {
        SecretKeySpec key = key(("AWS4" + target.secretKey()).getBytes(StandardCharsets.UTF_8));
        for (String step : new String[] {day, target.region(), "s3", "aws4_request"}) {
            key = key(hmac(key, step));
        }
        return new DayKey(day, key);
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

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
    private volatile Moment moment = Moment.of(0);

    Signature(BenchS3.Target target) {
        this.target = target;
        this.dayKey = derive(TIME.format(Instant.now()).substring(0, 8));
    }

    /** Made once and cloned from then on: looking for a provider and taking a key in cost more than signing. */
    private record DayKey(String day, Mac keyed) {}

    private record Moment(long second, String text) {
        static Moment of(long second) {
            return new Moment(second, TIME.format(Instant.ofEpochSecond(second)));
        }
    }

    /** The value of the Authorization header and the time that it is for. */
    record Signed(String authorization, String time) {}

    Signed sign(String method, String path, String query, String host) {
        String time = now();
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
                        + hex(hmac(key.keyed(), toSign)),
                time);
    }

    private String now() {
        long second = Instant.now().getEpochSecond();
        Moment known = moment;
        if (known.second() != second) {
            known = Moment.of(second);
            moment = known;
        }
        return known.text();
    }

    private DayKey derive(String day) {
        byte[] key = ("AWS4" + target.secretKey()).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {day, target.region(), "s3", "aws4_request"}) {
            key = hmac(keyed(key), step);
        }
        return new DayKey(day, keyed(key));
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(Mac keyed, String text) {
        try {
            return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
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

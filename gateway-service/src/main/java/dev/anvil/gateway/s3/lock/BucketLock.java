package dev.anvil.gateway.s3.lock;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.Retention;
import dev.anvil.gateway.catalogue.RetentionMode;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** That a bucket can hold its objects, and how it holds those about which nobody says anything else. */
public record BucketLock(@Nullable Default rule) {
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_YEARS = 100;

    /** What a bucket without a default has. */
    public static final BucketLock WITHOUT_DEFAULT = new BucketLock(null);

    /** How a new object is retained. */
    public record Default(RetentionMode mode, Period period) {}

    /** Empty where the bucket has no lock. */
    public static Optional<BucketLock> of(Bucket bucket) {
        return bucket.setting(BucketSetting.OBJECT_LOCK)
                .map(document -> parse(document.getBytes(StandardCharsets.UTF_8)));
    }

    public static BucketLock require(Bucket bucket) {
        return of(bucket)
                .orElseThrow(
                        () -> new S3Error(S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration"));
    }

    public static BucketLock parse(byte[] document) {
        XmlElement root = XmlReader.parse(document, "ObjectLockConfiguration");
        if (!root.text("ObjectLockEnabled").map(String::strip).equals(Optional.of("Enabled"))) {
            throw malformed();
        }
        return new BucketLock(root.child("Rule").map(BucketLock::rule).orElse(null));
    }

    private static Default rule(XmlElement rule) {
        XmlElement retention = rule.child("DefaultRetention").orElseThrow(BucketLock::malformed);
        RetentionMode mode = LockFields.mode(
                        retention.text("Mode").map(String::strip).orElse(""))
                .orElseThrow(BucketLock::malformed);
        Optional<String> days = retention.text("Days");
        Optional<String> years = retention.text("Years");
        if (days.isPresent() == years.isPresent()) {
            throw malformed();
        }
        return new Default(
                mode,
                days.map(text -> Period.ofDays(number(text, MOST_DAYS)))
                        .orElseGet(() -> Period.ofYears(number(years.orElseThrow(), MOST_YEARS))));
    }

    private static int number(String text, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number < 1 || number > most) {
                throw new S3Error(S3ErrorCode.INVALID_RETENTION_PERIOD);
            }
            return number;
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /** How an object that is made now is retained. */
    public Optional<Retention> retention(Instant now) {
        return Optional.ofNullable(rule)
                .map(by -> new Retention(
                        by.mode(),
                        now.atOffset(ZoneOffset.UTC).plus(by.period()).toInstant()));
    }

    /** As it is kept and given back. */
    public String document() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlWriter xml = new XmlWriter(out);
        xml.openRoot("ObjectLockConfiguration").element("ObjectLockEnabled", "Enabled");
        if (rule != null) {
            Period period = rule.period();
            xml.open("Rule")
                    .open("DefaultRetention")
                    .element("Mode", rule.mode().name());
            if (period.getYears() > 0) {
                xml.element("Years", period.getYears());
            } else {
                xml.element("Days", period.getDays());
            }
            xml.close().close();
        }
        xml.close();
        xml.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static S3Error malformed() {
        return new S3Error(S3ErrorCode.MALFORMED_XML);
    }
}

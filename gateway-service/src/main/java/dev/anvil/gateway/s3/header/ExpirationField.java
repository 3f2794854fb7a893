package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.xml.UrlEncoding;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.lifecycle.LifecycleCalendar;
import dev.anvil.model.lifecycle.LifecycleDocument;
import dev.anvil.model.lifecycle.LifecycleRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code x-amz-expiration}: when an object goes by its bucket's lifecycle, and by which rule. */
public final class ExpirationField {
    private ExpirationField() {}

    public static S3Response addTo(
            S3Response response, Bucket bucket, ObjectKey key, long size, Instant modified, List<Tag> tags) {
        Optional<LifecycleRules> rules = bucket.setting(BucketSetting.LIFECYCLE).map(LifecycleDocument::parse);
        return rules.flatMap(all -> all.ofCurrent(
                        LifecycleCalendar.REAL,
                        key.value(),
                        size,
                        modified,
                        () -> tags.stream().collect(Collectors.toMap(Tag::key, Tag::value))))
                .map(due -> response.header(
                        "x-amz-expiration",
                        "expiry-date=\"" + HttpDates.format(due.when()) + "\", rule-id=\""
                                + UrlEncoding.ofEverything(due.rule()) + "\""))
                .orElse(response);
    }
}

package dev.anvil.model.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LifecycleRulesTest {
    private static final Instant MODIFIED = Instant.parse("2026-11-20T10:30:00Z");
    private static final LifecycleRules RULES = LifecycleDocument.parse("""
            <LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Rule><ID>logs</ID><Status>Enabled</Status><Filter><And><Prefix>a/logs/</Prefix>
                <Tag><Key>keep</Key><Value>no</Value></Tag></And></Filter><Expiration><Days>3</Days></Expiration></Rule>
              <Rule><ID>old</ID><Status>Enabled</Status><Prefix>a/</Prefix>
                <Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration>
                <NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays>
                  <NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>
                <AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>
                </AbortIncompleteMultipartUpload></Rule>
              <Rule><ID>markers</ID><Status>Enabled</Status><Filter><Prefix>a/m</Prefix></Filter>
                <Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration></Rule>
              <Rule><ID>off</ID><Status>Disabled</Status><Prefix/><Expiration><Days>1</Days></Expiration></Rule>
            </LifecycleConfiguration>""");

    @Test
    void aDayEndsAtMidnightUnlessItIsATest() {
        assertThat(LifecycleCalendar.REAL.due(MODIFIED, 1)).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(LifecycleCalendar.REAL.due(Instant.parse("2026-11-20T00:00:00Z"), 1))
                .isEqualTo("2026-11-21T00:00:00Z");
        assertThat(new LifecycleCalendar(Duration.ofSeconds(10)).due(MODIFIED, 2))
                .isEqualTo("2026-11-20T10:30:20Z");
    }

    @Test
    void theFirstRuleThatMatchesWins() {
        assertThat(RULES.ofCurrent(LifecycleCalendar.REAL, "a/logs/x", 1, MODIFIED, () -> Map.of("keep", "no")))
                .hasValue(new LifecycleRules.Due(Instant.parse("2026-11-24T00:00:00Z"), "logs"));
        assertThat(RULES.ofCurrent(LifecycleCalendar.REAL, "a/logs/x", 1, MODIFIED, Map::of))
                .hasValue(new LifecycleRules.Due(Instant.parse("2030-01-01T00:00:00Z"), "old"));
        assertThat(RULES.ofCurrent(LifecycleCalendar.REAL, "b", 1, MODIFIED, Map::of))
                .isEmpty();
    }

    @Test
    void olderVersionsGoByTheirTimeAndTheirNumber() {
        Instant now = Instant.parse("2026-11-23T00:00:00Z");
        assertThat(RULES.isNoncurrentDue(LifecycleCalendar.REAL, "a/x", 1, MODIFIED, 1, now, Map::of))
                .isTrue();
        assertThat(RULES.isNoncurrentDue(LifecycleCalendar.REAL, "a/x", 1, MODIFIED, 0, now, Map::of))
                .isFalse();
        assertThat(RULES.isNoncurrentDue(LifecycleCalendar.REAL, "a/x", 1, MODIFIED, 1, now.minusSeconds(1), Map::of))
                .isFalse();
    }

    @Test
    void markersAndUploads() {
        Instant now = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(RULES.isLoneMarkerDue(LifecycleCalendar.REAL, "a/m1", MODIFIED, now))
                .isTrue();
        assertThat(RULES.isLoneMarkerDue(LifecycleCalendar.REAL, "a/x", MODIFIED, now))
                .isFalse();
        assertThat(RULES.isUploadDue(LifecycleCalendar.REAL, "a/x", MODIFIED, now))
                .isTrue();
        assertThat(RULES.isUploadDue(LifecycleCalendar.REAL, "a/x", MODIFIED, now.minusSeconds(1)))
                .isFalse();
    }

    @Test
    void onlyWhatTheRulesReachIsLookedAt() {
        assertThat(RULES.commonPrefix()).isEqualTo("a/");
    }
}

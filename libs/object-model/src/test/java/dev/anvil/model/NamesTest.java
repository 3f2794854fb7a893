package dev.anvil.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "my-bucket",
                "a.b.c",
                "0ab",
                "a123456789012345678901234567890123456789012345678901234567890bc"
            })
    void bucketNamesThatS3TakesAreTaken(String name) {
        assertThat(new BucketName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Abc",
                "a_b",
                "-ab",
                "ab-",
                "a..b",
                "a.-b",
                "192.168.1.1",
                "xn--abc",
                "abc-s3alias",
                "ä-bucket"
            })
    void bucketNamesThatS3RefusesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BucketName(name));
    }

    @Test
    void aKeyIsMeasuredInBytesOfUtf8() {
        assertThat(new ObjectKey("ü".repeat(512)).value()).hasSize(512);
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey("ü".repeat(513)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey(""));
    }

    @Test
    void aShardIdCarriesItsBirth() {
        Instant birth = Instant.parse("2026-01-02T03:04:05.678Z");
        assertThat(ShardId.create(birth).birth()).isEqualTo(birth);
        assertThatIllegalArgumentException().isThrownBy(() -> ShardId.parse("7d444840-9dc0-11d1-b245-5ffdce74fad2"));
    }

    @Test
    void aBlobHasNamesOfItsOwnForItsShards() {
        BlobId blob = BlobId.create(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(ShardId.of(blob, 4095).birth()).isEqualTo(blob.birth());
        assertThat(ShardId.of(blob, 0)).isNotEqualTo(ShardId.of(blob, 1));
        assertThat(ShardId.of(blob, 7).value().getLeastSignificantBits())
                .isEqualTo(blob.value().getLeastSignificantBits());
        assertThatIllegalArgumentException().isThrownBy(() -> ShardId.of(blob, 4096));
    }

    @Test
    void shardIdsSortByBirth() {
        Instant birth = Instant.parse("2026-01-02T03:04:05.678Z");
        assertThat(ShardId.create(birth)).isLessThan(ShardId.create(birth.plusMillis(1)));
    }

    @Test
    void whileDrivesAreAwayAnotherSchemeIsNoWeaker() {
        Scheme usual = Scheme.forDrives(6);
        assertThat(usual.withOnly(6)).isEqualTo(usual);
        assertThat(usual.withOnly(5)).hasToString("2+2");
        assertThat(usual.withOnly(4)).hasToString("2+2");
        assertThat(usual.withOnly(3)).hasToString("3 copies");
        assertThat(usual.withOnly(2)).as("better than nothing").hasToString("2 copies");
        assertThat(usual.withOnly(1)).as("one copy is nothing").isEqualTo(usual);
        Scheme wide = Scheme.forDrives(12);
        assertThat(wide.withOnly(11)).as("a quorum of it is safer").isEqualTo(wide);
        assertThat(wide.withOnly(9)).isEqualTo(wide);
        assertThat(wide.withOnly(8)).hasToString("4+2");
        assertThat(usual.asCopies().withOnly(4)).isEqualTo(usual.asCopies());
    }

    @Test
    void theSchemeFollowsTheNumberOfDrives() {
        assertThat(Scheme.forDrives(1)).hasToString("1 copy");
        assertThat(Scheme.forDrives(3)).hasToString("3 copies");
        assertThat(Scheme.forDrives(5)).hasToString("2+2");
        assertThat(Scheme.forDrives(6)).hasToString("4+2");
        assertThat(Scheme.forDrives(12)).hasToString("8+4");
    }

    @Test
    void aWriteNeedsOneShardMoreThanARead() {
        assertThat(new Scheme(4, 2).writeQuorum()).isEqualTo(5);
        assertThat(Scheme.copies(3).writeQuorum()).isEqualTo(2);
        assertThat(Scheme.copies(1).writeQuorum()).isEqualTo(1);
    }

    @Test
    void theNullVersionIsAVersionId() {
        assertThat(new VersionId("null")).isEqualTo(VersionId.NULL);
        assertThat(VersionId.create(Instant.now()).isNull()).isFalse();
    }

    @Test
    void aShardTellsWhetherItIsNamedAfterABlob() {
        BlobId blob = BlobId.create(Instant.ofEpochMilli(1_700_000_000_123L));
        assertThat(ShardId.of(blob, 0).isOf(blob)).isTrue();
        assertThat(ShardId.of(blob, ShardId.NUMBERS - 1).isOf(blob)).isTrue();
        assertThat(ShardId.create(blob.birth()).isOf(blob)).isFalse();
    }
}

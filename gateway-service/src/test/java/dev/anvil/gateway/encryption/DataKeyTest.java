package dev.anvil.gateway.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.blob.BlobSink;
import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.catalogue.EncryptionContext;
import dev.anvil.gateway.catalogue.NamedKey;
import dev.anvil.model.BlobId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.ETag;
import dev.anvil.model.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DataKeyTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final byte[] installation = bytes(32);
    private final KeyRing ring = KeyRing.of(installation);
    private final DataKey key = new DataKey(bytes(32));
    private final BlobId blob = BlobId.create(Instant.now());

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] seal(DataKey with, BlobId of, byte[] plain) throws IOException {
        return with.sealing(of, new ByteArrayInputStream(plain)).readAllBytes();
    }

    /** In pieces of any size, as drives give them. */
    private byte[] open(DataKey with, BlobId of, byte[] sealed, ByteRange range) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpeningSink sink = with.opening(of, sealed.length, range, BlobSink.to(out)::write);
        int at = (int) sink.sealedRange().offset();
        int end = (int) sink.sealedRange().end();
        while (at < end) {
            int piece = Math.min(end - at, 1 + random.nextInt(100_000));
            sink.write(ByteBuffer.wrap(sealed, at, piece));
            at += piece;
        }
        return out.toByteArray();
    }

    @Test
    void everyRangeComesBackAndCostsOnlyTheChunksThatItTouches() throws IOException {
        for (int length : new int[] {1, 100, 65_535, 65_536, 65_537, 131_072, 300_001}) {
            byte[] plain = bytes(length);
            byte[] sealed = seal(key, blob, plain);
            assertThat(sealed).hasSize((int) Chunks.sealedLength(length));
            assertThat(Chunks.plainLength(sealed.length)).isEqualTo(length);
            for (int i = 0; i < 50; i++) {
                int from = random.nextInt(length);
                int count = 1 + random.nextInt(length - from);
                ByteRange range = new ByteRange(from, count);
                assertThat(open(key, blob, sealed, range))
                        .as("seed %s, %s of %s bytes", seed, range, length)
                        .isEqualTo(Arrays.copyOfRange(plain, from, from + count));
                assertThat(Chunks.sealed(range, sealed.length).length())
                        .isLessThanOrEqualTo((count / Chunks.PLAIN_BYTES + 2L) * Chunks.SEALED_BYTES);
            }
        }
    }

    @Test
    void nothingOfThePlainBytesIsLeft() throws IOException {
        byte[] sealed = seal(key, blob, new byte[200_000]);
        int zeros = 0;
        for (byte b : sealed) {
            zeros += b == 0 ? 1 : 0;
        }
        assertThat(zeros).as("seed %s", seed).isLessThan(2_000);
    }

    @Test
    void whatWasChangedSwappedOrCutOffIsNoticed() throws IOException {
        byte[] plain = bytes(200_000);
        byte[] sealed = seal(key, blob, plain);
        ByteRange all = ByteRange.whole(plain.length);

        byte[] changed = sealed.clone();
        changed[random.nextInt(sealed.length)] ^= 1;
        assertThatThrownBy(() -> open(key, blob, changed, all)).isInstanceOf(ContentDamaged.class);

        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 0, swapped, Chunks.SEALED_BYTES, Chunks.SEALED_BYTES);
        System.arraycopy(sealed, Chunks.SEALED_BYTES, swapped, 0, Chunks.SEALED_BYTES);
        assertThatThrownBy(() -> open(key, blob, swapped, all)).isInstanceOf(ContentDamaged.class);

        byte[] cut = Arrays.copyOf(sealed, 2 * Chunks.SEALED_BYTES);
        assertThatThrownBy(() -> open(key, blob, cut, ByteRange.whole(2L * Chunks.PLAIN_BYTES)))
                .isInstanceOf(ContentDamaged.class);
    }

    @Test
    void otherBlobsAndOtherKeysOpenNothing() throws IOException {
        byte[] sealed = seal(key, blob, bytes(10));
        ByteRange all = ByteRange.whole(10);
        assertThatThrownBy(() -> open(key, BlobId.create(Instant.now()), sealed, all))
                .isInstanceOf(ContentDamaged.class);
        assertThatThrownBy(() -> open(new DataKey(bytes(32)), blob, sealed, all))
                .isInstanceOf(ContentDamaged.class);
    }

    @Test
    void aWrappedKeyIsFoundAgainByTheSameInstallationOnly() throws IOException {
        Sealing sealing = ring.seal();
        Encryption.ByService by = (Encryption.ByService) sealing.encryption();
        byte[] sealed = seal(sealing.key(), blob, bytes(10));
        assertThat(open(ring.open(by), blob, sealed, ByteRange.whole(10))).hasSize(10);
        byte[] changed = bytes(32);
        assertThat(open(KeyRing.of(changed, installation).open(by), blob, sealed, ByteRange.whole(10)))
                .hasSize(10);
        assertThatThrownBy(() -> KeyRing.of(changed).open(by)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNamedKeyOpensWhatItWrappedForItsTenantInItsContextOnly() {
        NamedKey named = new NamedKey(TenantId.create(), "billing");
        EncryptionContext context = new EncryptionContext("{\"a\":\"b\"}");
        Sealing sealing = ring.seal(named, context, false);
        Encryption.ByNamedKey by = (Encryption.ByNamedKey) sealing.encryption();
        byte[] changed = bytes(32);
        assertThat(ring.open(by).bytes()).isEqualTo(sealing.key().bytes());
        assertThat(KeyRing.of(changed, installation).open(by).bytes())
                .isEqualTo(sealing.key().bytes());
        for (NamedKey other :
                List.of(new NamedKey(named.owner(), "payroll"), new NamedKey(TenantId.create(), "billing"))) {
            assertThatThrownBy(() -> ring.open(new Encryption.ByNamedKey(other, context, false, by.wrappedKey())))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() ->
                        ring.open(new Encryption.ByNamedKey(named, EncryptionContext.NONE, false, by.wrappedKey())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> KeyRing.of(changed).open(by)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClientsKeyIsKnownAgainAndHidesTheMd5() {
        byte[] theirs = bytes(32);
        Sealing sealing = ring.seal(theirs);
        Encryption.ByCustomer by = (Encryption.ByCustomer) sealing.encryption();
        assertThat(ring.isKeyOf(by, theirs)).isTrue();
        assertThat(ring.isKeyOf(by, bytes(32))).isFalse();
        ETag md5 = new ETag("900150983cd24fb0d6963f7d28e17f72");
        assertThat(sealing.tag(md5))
                .isNotEqualTo(md5)
                .isEqualTo(ring.seal(theirs).tag(md5));
        assertThat(ring.seal().tag(md5)).isEqualTo(md5);
    }
}

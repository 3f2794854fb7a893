package dev.anvil.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.zip.Checksum;

/**
 * The CRC of NVMe (polynomial 0xad93d23594c93659, reflected, all ones before and after), which S3 clients use by default. The
 * JDK has none. Native where that works; elsewhere sixteen bytes at a time with sixteen tables, three times as fast as MD5.
 */
public final class Crc64Nvme implements Checksum {
    private static final long REFLECTED_POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
    private static final int SLICES = 16;
    /** Below it a call costs more than it saves. */
    private static final int NATIVE_FROM_BYTES = 256;

    private static final long[][] TABLES = tables();
    private static final VarHandle LITTLE_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean natively;
    private long crc = ~0L;

    public Crc64Nvme() {
        this(NativeChecksums.WORK);
    }

    Crc64Nvme(boolean natively) {
        this.natively = natively;
    }

    @Override
    public void update(int b) {
        crc = TABLES[0][(int) (crc ^ b) & 0xff] ^ crc >>> 8;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (natively && length >= NATIVE_FROM_BYTES) {
            crc = NativeChecksums.crc64(crc, bytes, offset, length);
        } else {
            inJava(bytes, offset, length);
        }
    }

    private void inJava(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long value = crc;
        for (; end - at >= SLICES; at += SLICES) {
            long low = value ^ (long) LITTLE_ENDIAN_LONG.get(bytes, at);
            long high = (long) LITTLE_ENDIAN_LONG.get(bytes, at + 8);
            value = eight(low, 8) ^ eight(high, 0);
        }
        for (; at < end; at++) {
            value = TABLES[0][(int) (value ^ bytes[at]) & 0xff] ^ value >>> 8;
        }
        crc = value;
    }

    /** What eight bytes contribute when {@code after} more bytes follow them. */
    private static long eight(long word, int after) {
        return TABLES[after + 7][(int) word & 0xff]
                ^ TABLES[after + 6][(int) (word >>> 8) & 0xff]
                ^ TABLES[after + 5][(int) (word >>> 16) & 0xff]
                ^ TABLES[after + 4][(int) (word >>> 24) & 0xff]
                ^ TABLES[after + 3][(int) (word >>> 32) & 0xff]
                ^ TABLES[after + 2][(int) (word >>> 40) & 0xff]
                ^ TABLES[after + 1][(int) (word >>> 48) & 0xff]
                ^ TABLES[after][(int) (word >>> 56)];
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = ~0L;
    }

    private static long[][] tables() {
        long[][] tables = new long[SLICES][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ REFLECTED_POLYNOMIAL;
            }
            tables[0][i] = value;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int i = 0; i < 256; i++) {
                long previous = tables[slice - 1][i];
                tables[slice][i] = tables[0][(int) previous & 0xff] ^ previous >>> 8;
            }
        }
        return tables;
    }
}

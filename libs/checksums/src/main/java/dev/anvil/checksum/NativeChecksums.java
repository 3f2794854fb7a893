package dev.anvil.checksum;

import dev.anvil.nativecode.NativeLibrary;
import java.util.List;

/** The native code. Nobody but this package calls it, with arguments that were checked. */
final class NativeChecksums {
    private static final NativeLibrary LIBRARY = NativeLibrary.load(
            NativeChecksums.class,
            List.of("libanvilchecksums.so"),
            "native checksums",
            "build with gcc installed to have them");

    /** Whether the methods below may be called. */
    static final boolean WORK = LIBRARY.isLoaded() && isFast();

    private NativeChecksums() {}

    /** Why they do not, as a clause. */
    static String reason() {
        return LIBRARY.isLoaded() ? "this processor has no PCLMULQDQ or AVX2" : LIBRARY.reason();
    }

    private static native boolean isFast();

    static native long crc64(long crc, byte[] bytes, int offset, int length);

    /** Whole blocks of 64 bytes of one message. */
    static native void md5(int[] state, byte[] bytes, int offset, int blocks);

    /**
     * As many blocks of each of {@code count} messages.
     *
     * @param states word 0 of all lanes, then word 1 of all lanes, and so on
     */
    static native void md5Lanes(int[] states, byte[][] messages, int[] offsets, int count, int blocks);
}

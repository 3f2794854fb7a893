package dev.anvil.erasure;

/** GF(2^8) with the polynomial 0x11d and the generator 2, as ISA-L has it. */
final class GaloisField {
    private static final int POLYNOMIAL = 0x11d;
    private static final int[] LOG = new int[256];
    private static final int[] EXP = new int[510];

    static {
        int power = 1;
        for (int exponent = 0; exponent < 255; exponent++) {
            EXP[exponent] = power;
            EXP[exponent + 255] = power;
            LOG[power] = exponent;
            power <<= 1;
            if (power > 255) {
                power ^= POLYNOMIAL;
            }
        }
    }

    private GaloisField() {}

    static int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : EXP[LOG[a] + LOG[b]];
    }

    static int inverse(int a) {
        if (a == 0) {
            throw new ArithmeticException("zero has no inverse");
        }
        return EXP[255 - LOG[a]];
    }
}

package dev.anvil.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ErasureCoderTest {
    private static final int[] LENGTHS = {1, 7, 63, 64, 65, 1000, 4096, 20_011};

    private static List<ErasureCoding> all() {
        List<ErasureCoding> all = new ArrayList<>(
                List.of(ErasureCoding.choose(CoderChoice.VECTOR), ErasureCoding.choose(CoderChoice.WORDS)));
        if (IsaL.load().isPresent()) {
            all.add(ErasureCoding.choose(CoderChoice.ISA_L));
        }
        return all;
    }

    static Stream<ErasureCoding> codings() {
        return all().stream();
    }

    static Stream<int[]> schemes() {
        return Stream.of(new int[] {1, 2}, new int[] {2, 2}, new int[] {4, 2}, new int[] {8, 4}, new int[] {10, 4});
    }

    @ParameterizedTest
    @MethodSource("codings")
    void makesTheParityThatIsaLMakes(ErasureCoding coding) throws IOException {
        for (String line : golden()) {
            String[] words = line.split(" ");
            String[] scheme = words[0].split("\\+");
            ErasureCoder coder = coding.coder(Integer.parseInt(scheme[0]), Integer.parseInt(scheme[1]));
            byte[] expected = HexFormat.of().parseHex(words[2]);
            Stripe stripe = new Stripe(coder.units(), expected.length, new Random(1));
            for (int unit = 0; unit < coder.dataUnits(); unit++) {
                byte[] bytes = new byte[expected.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (i * 167 + unit * 59 + i * i * 3 + (i ^ unit));
                }
                stripe.put(unit, bytes);
            }
            coder.encode(stripe.data(coder), stripe.parity(coder), expected.length);
            assertThat(stripe.get(Integer.parseInt(words[1])))
                    .as("%s %s", coding.name(), words[0])
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void allCodersAgreeOnEveryPatternOfLoss(int[] scheme) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<ErasureCoder> coders =
                all().stream().map(coding -> coding.coder(scheme[0], scheme[1])).toList();
        ErasureCoder first = coders.getFirst();
        for (int bits = 1; bits < 1 << first.units(); bits++) {
            UnitSet lost = new UnitSet(bits);
            if (lost.size() > first.parityUnits()) {
                continue;
            }
            int length = LENGTHS[random.nextInt(LENGTHS.length)] / (first.units() > 12 ? 10 : 1) + 1;
            Stripe whole = Stripe.encoded(first, length, random);
            for (ErasureCoder coder : coders) {
                Stripe damaged = whole.without(lost, random);
                coder.reconstruct(damaged.units, UnitSet.first(coder.units()).minus(lost), lost, length);
                for (int position = 0; position < coder.units(); position++) {
                    assertThat(damaged.get(position))
                            .as("seed %d lost %s position %d", seed, lost, position)
                            .isEqualTo(whole.get(position));
                }
                assertThat(damaged.fencesIntact()).as("seed %d", seed).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codings")
    void unitsMayLieSideBySideInOneArray(ErasureCoding coding) {
        ErasureCoder coder = coding.coder(4, 2);
        int length = 5000;
        Random random = new Random(7);
        byte[] stripe = new byte[6 * length];
        random.nextBytes(stripe);
        Unit[] units = new Unit[6];
        for (int i = 0; i < 6; i++) {
            units[i] = new Unit(stripe, i * length);
        }
        coder.encode(Arrays.copyOfRange(units, 0, 4), Arrays.copyOfRange(units, 4, 6), length);
        byte[] expected = stripe.clone();
        Arrays.fill(stripe, length, 3 * length, (byte) 0);
        coder.reconstruct(units, UnitSet.of(0, 3, 4, 5), UnitSet.of(1, 2), length);
        assertThat(stripe).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("codings")
    void refusesWhatDoesNotFit(ErasureCoding coding) {
        ErasureCoder coder = coding.coder(4, 2);
        Unit[] stripe = new Stripe(6, 100, new Random(1)).units;
        Unit[] data = Arrays.copyOfRange(stripe, 0, 4);
        Unit[] parity = Arrays.copyOfRange(stripe, 4, 6);
        assertThatThrownBy(() -> coder.encode(data, data, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> coder.encode(data, parity, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> coder.encode(data, parity, 300)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> coder.encode(new Unit[4], parity, 1)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> coder.reconstruct(stripe, UnitSet.of(0, 1, 2), UnitSet.of(3), 100))
                .hasMessageContaining("3 units are present, 4 are needed");
        assertThatThrownBy(() -> coder.reconstruct(stripe, UnitSet.first(5), UnitSet.of(4), 100))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> coder.reconstruct(stripe, UnitSet.first(5), UnitSet.of(7), 100))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Unit(new byte[3], 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> coding.coder(0, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> coding.coder(30, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> coding.coder(Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("codings")
    void anEmptyStripeIsNothingToDo(ErasureCoding coding) {
        ErasureCoder coder = coding.coder(4, 2);
        Stripe stripe = Stripe.encoded(coder, 0, new Random(1));
        coder.reconstruct(stripe.units, UnitSet.first(4), UnitSet.of(4, 5), 0);
        assertThat(stripe.fencesIntact()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(CoderChoice.class)
    void warmsUp(CoderChoice choice) {
        if (choice == CoderChoice.ISA_L && IsaL.load().isEmpty()) {
            return;
        }
        ErasureCoding coding = ErasureCoding.choose(choice);
        coding.warmUp(4, 2);
        assertThat(coding.name()).matches("isa-l|vector-[0-9]+|words");
    }

    @Test
    void prefersIsaLWhereTheBuildCarriesIt() {
        boolean carried = ErasureCoder.class.getResource("/META-INF/native/linux-x86_64/libanvilerasure.so") != null;
        ErasureCoding chosen = ErasureCoding.choose(CoderChoice.AUTO);
        if (carried && System.getProperty("os.arch").equals("amd64")) {
            assertThat(chosen.name()).isEqualTo("isa-l");
        } else {
            assertThat(chosen.name()).startsWith("vector-");
            assertThat(chosen.explanation()).contains("libisal-dev");
        }
    }

    private static List<String> golden() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ErasureCoderTest.class.getResourceAsStream("golden.txt"), "golden.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }
}

package dev.anvil.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each coder beside ISA-L's own speed in C, in one run on one machine, by the time that each has a processor: the ratio is what
 * counts. On request, as it takes minutes and wants the machine for itself: {@code -Danvil.benchmark=true}. Needs a C compiler and
 * ISA-L's header.
 */
@EnabledIfSystemProperty(named = "anvil.benchmark", matches = "true")
class CoderSpeedTest {
    private static final int DATA = 4;
    private static final int PARITY = 2;
    private static final int ROUNDS = 15;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(80);
    private static final int DECISIVE_LENGTH = 256 << 10;
    /** Where in a cache line the contents of an array begin. */
    private static final int OF_ARRAYS = 16;

    @TempDir
    static Path folder;

    @Test
    void codersComeNearToIsalItself() throws IOException, InterruptedException {
        Path limit = compiled();
        for (int length : new int[] {64 << 10, DECISIVE_LENGTH, 1 << 20}) {
            double before = limitOf(limit, length, 0);
            double asArrays = limitOf(limit, length, OF_ARRAYS);
            double[] speeds = new double[CoderChoice.values().length];
            for (CoderChoice choice : new CoderChoice[] {CoderChoice.ISA_L, CoderChoice.VECTOR, CoderChoice.WORDS}) {
                speeds[choice.ordinal()] = speedOf(ErasureCoding.choose(choice), length);
            }
            double most = Math.max(before, limitOf(limit, length, 0));
            asArrays = Math.max(asArrays, limitOf(limit, length, OF_ARRAYS));
            System.out.printf(
                    "4+2, units of %d KiB, GB/s: C %.1f, C where arrays lie %.1f, JNI %.1f (%.2f, %.2f), vector %.1f (%.2f, %.2f),"
                            + " words %.2f%n",
                    length >> 10,
                    most,
                    asArrays,
                    speeds[CoderChoice.ISA_L.ordinal()],
                    speeds[CoderChoice.ISA_L.ordinal()] / most,
                    speeds[CoderChoice.ISA_L.ordinal()] / asArrays,
                    speeds[CoderChoice.VECTOR.ordinal()],
                    speeds[CoderChoice.VECTOR.ordinal()] / most,
                    speeds[CoderChoice.VECTOR.ordinal()] / asArrays,
                    speeds[CoderChoice.WORDS.ordinal()]);
        }
    }

    private static double speedOf(ErasureCoding coding, int length) {
        coding.warmUp(DATA, PARITY);
        ErasureCoder coder = coding.coder(DATA, PARITY);
        Unit[] data = units(DATA, length);
        Unit[] parity = units(PARITY, length);
        double[] speeds = new double[ROUNDS];
        for (int round = -5; round < ROUNDS; round++) {
            long began = processorNanos();
            long coded = 0;
            long took;
            do {
                coder.encode(data, parity, length);
                coded += (long) DATA * length;
                took = processorNanos() - began;
            } while (took < ROUND_NANOS);
            if (round >= 0) {
                speeds[round] = (double) coded / took;
            }
        }
        Arrays.sort(speeds);
        return speeds[ROUNDS / 2];
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Unit[] units(int count, int length) {
        Random random = new Random(1);
        Unit[] units = new Unit[count];
        for (int i = 0; i < count; i++) {
            byte[] array = new byte[length];
            random.nextBytes(array);
            units[i] = Unit.of(array);
        }
        return units;
    }

    private static Path compiled() throws IOException, InterruptedException {
        Path source = Path.of("src/test/native/limit.c").toAbsolutePath();
        assertThat(Files.exists(source)).isTrue();
        Path program = folder.resolve("limit");
        run("gcc", "-O2", "-o", program.toString(), source.toString(), "-lisal");
        return program;
    }

    private static double limitOf(Path program, int length, int offset) throws IOException, InterruptedException {
        return Double.parseDouble(run(
                program.toString(),
                String.valueOf(DATA),
                String.valueOf(PARITY),
                String.valueOf(length),
                String.valueOf(offset)));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}

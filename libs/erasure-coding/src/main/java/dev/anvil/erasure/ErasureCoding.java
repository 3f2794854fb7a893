package dev.anvil.erasure;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The implementation that this process codes with, chosen once at start. */
public final class ErasureCoding {
    private static final int WARM_UP_LENGTH = 64 * 1024;
    private static final long WARM_UP_LIMIT_NANOS = 3_000_000_000L;

    private record Geometry(int dataUnits, int parityUnits) {}

    private final Kernel kernel;
    private final String explanation;
    private final Map<Geometry, ErasureCoder> coders = new ConcurrentHashMap<>();

    private ErasureCoding(Kernel kernel, String explanation) {
        this.kernel = kernel;
        this.explanation = explanation;
    }

    /** @throws IllegalStateException when the setting forces one that does not work here; the message says why */
    public static ErasureCoding choose(CoderChoice choice) {
        return switch (choice) {
            case AUTO -> automatic();
            case ISA_L ->
                IsaL.load()
                        .map(library -> new ErasureCoding(new NativeKernel(library), "forced by the setting"))
                        .orElseThrow(() -> new IllegalStateException("the coder ISA_L is forced but " + IsaL.reason()
                                + "; set it to AUTO, VECTOR or WORDS"));
            case VECTOR -> {
                try {
                    yield new ErasureCoding(new VectorKernel(), "forced by the setting");
                } catch (LinkageError e) {
                    throw new IllegalStateException(
                            "the coder VECTOR is forced but the Vector API is not there;"
                                    + " start Java with --add-modules jdk.incubator.vector, or set it to AUTO or WORDS",
                            e);
                }
            }
            case WORDS, TABLE -> new ErasureCoding(new WordKernel(), "forced by the setting");
        };
    }

    private static ErasureCoding automatic() {
        var library = IsaL.load();
        if (library.isPresent()) {
            return new ErasureCoding(new NativeKernel(library.get()), "the fastest");
        }
        if (!compilesVectors()) {
            return new ErasureCoding(
                    new WordKernel(), IsaL.reason() + ", and the Vector API needs the JVM's second compiler");
        }
        try {
            return new ErasureCoding(new VectorKernel(), IsaL.reason());
        } catch (LinkageError e) {
            return new ErasureCoding(
                    new WordKernel(), IsaL.reason() + ", and the Vector API needs --add-modules jdk.incubator.vector");
        }
    }

    /** With the first compiler alone, or none, every vector is an object on the heap. */
    private static boolean compilesVectors() {
        String jvm = System.getProperty("java.vm.info", "");
        return !jvm.contains("emulated-client") && !jvm.contains("interpreted");
    }

    /** For logs, status and metrics: {@code isa-l}, {@code vector-512}, {@code words}. */
    public String name() {
        return kernel.name();
    }

    /** Why this one, as a clause for the log. */
    public String explanation() {
        return explanation;
    }

    public ErasureCoder coder(int dataUnits, int parityUnits) {
        StripeCheck.geometry(dataUnits, parityUnits);
        return coders.computeIfAbsent(
                new Geometry(dataUnits, parityUnits),
                wanted -> wanted.dataUnits() == 1
                        ? new CopyCoder(wanted.parityUnits())
                        : new MatrixCoder(kernel, wanted.dataUnits(), wanted.parityUnits()));
    }

    /** Runs until the loops are compiled, so that the first request is not the slow one. Call it before ready. */
    public void warmUp(int dataUnits, int parityUnits) {
        ErasureCoder coder = coder(dataUnits, parityUnits);
        Unit[] stripe = new Unit[coder.units()];
        for (int i = 0; i < stripe.length; i++) {
            stripe[i] = Unit.of(new byte[WARM_UP_LENGTH]);
        }
        Unit[] data = Arrays.copyOfRange(stripe, 0, dataUnits);
        Unit[] parity = Arrays.copyOfRange(stripe, dataUnits, stripe.length);
        UnitSet lost = UnitSet.first(Math.min(parityUnits, dataUnits));
        UnitSet present = UnitSet.first(stripe.length).minus(lost);
        long start = System.nanoTime();
        for (int round = 0; round < kernel.warmUpRounds(); round++) {
            coder.encode(data, parity, WARM_UP_LENGTH);
            coder.reconstruct(stripe, present, lost, WARM_UP_LENGTH);
            if (System.nanoTime() - start > WARM_UP_LIMIT_NANOS) {
                return;
            }
        }
    }
}

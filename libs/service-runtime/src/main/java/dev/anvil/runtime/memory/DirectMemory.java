package dev.anvil.runtime.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Memory outside the heap that Java's own buffers may take, all together: who keeps many of them takes a share of it. (Netty counts
 * its own apart.)
 */
public final class DirectMemory {
    private DirectMemory() {}

    /** As {@code -XX:MaxDirectMemorySize} says; where it is not given, the JVM takes as much as the heap may have. */
    public static long limit() {
        long given = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue());
        return given > 0 ? given : Runtime.getRuntime().maxMemory();
    }
}

package dev.anvil.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process has taken of the machine so far. */
record Footprint(long residentBytes, Duration cpu) {
    static Footprint of(ProcessHandle process) {
        try {
            long kib = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
            return new Footprint(kib << 10, process.info().totalCpuDuration().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return (residentBytes >> 20) + " MiB, " + cpu.toMillis() + " ms of CPU";
    }
}

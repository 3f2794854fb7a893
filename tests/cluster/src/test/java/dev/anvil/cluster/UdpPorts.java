package dev.anvil.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The UDP ports that a process has, as the kernel knows them. */
final class UdpPorts {
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;
    private static final int HEX = 16;

    private UdpPorts() {}

    static Set<Integer> of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            Set<String> inodes = inodes(process.resolve("fd"));
            Set<Integer> ports = new HashSet<>();
            for (String table : List.of("udp", "udp6")) {
                Path file = process.resolve("net").resolve(table);
                if (Files.exists(file)) {
                    Files.readAllLines(file).stream()
                            .skip(1)
                            .map(line -> line.strip().split("\\s+"))
                            .filter(words -> inodes.contains(words[INODE]))
                            .forEach(words -> ports.add(Integer.parseInt(
                                    words[LOCAL_ADDRESS].substring(words[LOCAL_ADDRESS].indexOf(':') + 1), HEX)));
                }
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> open = Files.list(descriptors)) {
            for (Path one : open.toList()) {
                String target = read(one);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    /** Files are closed while we look. */
    private static String read(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}

package dev.anvil.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a JVM still holds after it has collected its garbage: objects by class, bytes, threads of the operating system. */
record LiveObjects(Map<String, Long> counts, long bytes, long threads, String largest) {
    private static final int LARGEST = 20;
    private static final Pattern LINE =
            Pattern.compile("^ *\\d+: +(\\d+) +(\\d+) +(\\S+)(?: \\(.*\\))?$", Pattern.MULTILINE);

    static LiveObjects of(long pid) {
        String histogram = new Tool(Path.of("/"), Map.of())
                .run(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .succeeded()
                .output();
        Matcher lines = LINE.matcher(histogram);
        Map<String, Long> counts = new java.util.HashMap<>();
        long bytes = 0;
        while (lines.find()) {
            counts.put(lines.group(3), Long.parseLong(lines.group(1)));
            bytes += Long.parseLong(lines.group(2));
        }
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return new LiveObjects(
                    counts,
                    bytes,
                    tasks.count(),
                    histogram.lines().limit(LARGEST).collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count(String type) {
        return counts.getOrDefault(type, 0L);
    }
}

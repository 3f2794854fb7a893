package dev.anvil.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The drives of a suite as whoever stands beside the machine sees them: folders that can be pulled, and files that can be spoilt. */
record DriveFolders(Path root) {
    private static final String AWAY = "away-";

    Path folder(int drive) {
        return root.resolve("drive-" + drive);
    }

    void pull(int drive) {
        move(folder(drive), away(drive));
    }

    void putBack(int drive) {
        move(away(drive), folder(drive));
    }

    void putAllBack() {
        try (Stream<Path> folders = Files.list(root)) {
            folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith(AWAY))
                    .toList()
                    .forEach(name -> putBack(Integer.parseInt(name.substring(AWAY.length()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path away(int drive) {
        return root.resolve(AWAY + drive);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes one bit at so many places of the drive's segments, in place, as a worn disk does it. */
    void flipBits(int drive, int places, SplittableRandom random) {
        List<Path> segments = segments(drive);
        for (int i = 0; i < places; i++) {
            Path segment = segments.get(random.nextInt(segments.size()));
            try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
                long at = random.nextLong(file.length());
                file.seek(at);
                int before = file.read();
                file.seek(at);
                file.write(before ^ 1 << random.nextInt(8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Cuts a segment of the drive in half. */
    void truncate(int drive, int segment) {
        try (RandomAccessFile file =
                new RandomAccessFile(segments(drive).get(segment).toFile(), "rw")) {
            file.setLength(file.length() / 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves a segment of the drive as long as it is, with nothing in it. */
    void zero(int drive, int segment) {
        try (RandomAccessFile file =
                new RandomAccessFile(segments(drive).get(segment).toFile(), "rw")) {
            file.write(new byte[(int) file.length()]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> segments(int drive) {
        try (Stream<Path> files = Files.list(folder(drive))) {
            return new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all segments take, holes not counted. */
    long bytes() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

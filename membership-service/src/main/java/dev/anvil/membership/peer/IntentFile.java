package dev.anvil.membership.peer;

import dev.anvil.membership.view.Intent;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators want, kept beside the key, so that it also outlives a stop of all members. One line for each node. */
final class IntentFile {
    private static final Logger LOG = LoggerFactory.getLogger(IntentFile.class);

    private final Path file;

    IntentFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    List<Intent> read() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(IntentFile::parse).toList()
                    : List.of();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be read; other members may still know what operators want", file, e);
            return List.of();
        }
    }

    private static Intent parse(String line) {
        String[] words = line.split(" ", -1);
        return new Intent(
                NodeId.parse(words[0]),
                Intent.Wish.valueOf(words[1]),
                Instant.ofEpochMilli(Long.parseLong(words[2])),
                Stream.of(words).skip(3).map(DriveId::parse).collect(Collectors.toSet()));
    }

    void write(List<Intent> intents) {
        Path fresh = file.resolveSibling("intents.new");
        try {
            Files.writeString(
                    fresh,
                    intents.stream()
                            .map(intent -> intent.node() + " " + intent.wish() + " "
                                    + intent.at().toEpochMilli()
                                    + intent.drives().stream()
                                            .map(drive -> " " + drive)
                                            .collect(Collectors.joining())
                                    + "\n")
                            .collect(Collectors.joining()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be written; after a stop of all members what operators want must be said again",
                    file,
                    e);
        }
    }
}

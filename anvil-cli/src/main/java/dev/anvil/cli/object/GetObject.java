package dev.anvil.cli.object;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Progress;
import dev.anvil.cli.peer.ObjectEntry;
import dev.anvil.cli.peer.Server;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description =
                "Fetch an object into a file, which appears when the object is complete; interrupted, the same command goes on.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  anvil object get photos/2026/cat.jpg",
            "  anvil object get backups/mydb.sql - | psql mydb"
        })
final class GetObject implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";
    private static final int BUFFER_BYTES = 1 << 20;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(
            index = "0",
            paramLabel = "BUCKET/KEY",
            converter = ObjectReference.WithKey.class,
            description = "The object to fetch.")
    private ObjectReference source = new ObjectReference("", "");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "A file or folder; - writes to standard output; without it, the key's last part in the current folder.")
    private @Nullable String target;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (STANDARD_OUTPUT.equals(target)) {
            try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES)) {
                fetch(out);
            }
            return 0;
        }
        Path file = file();
        ObjectEntry entry;
        try (Server server = connection.open()) {
            entry = server.objects().head(source.bucket(), source.key());
            Path partial = file.resolveSibling("." + file.getFileName() + "." + entry.etag() + ".part");
            try (Progress progress = Progress.of(source.key(), entry.size())) {
                goOn(server, entry, partial, progress);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        output.show(entry, () -> file + "  " + new Bytes(entry.size()));
        return 0;
    }

    /** What an interrupted command has left of the same version is kept. */
    private void goOn(Server server, ObjectEntry entry, Path partial, Progress progress)
            throws IOException, InterruptedException {
        long there = Files.exists(partial) ? Files.size(partial) : 0;
        if (there > entry.size()) {
            Files.delete(partial);
            there = 0;
        }
        progress.accept(there);
        if (there == entry.size() && there > 0) {
            return;
        }
        ObjectEntry fetched;
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(partial, StandardOpenOption.CREATE, StandardOpenOption.APPEND), BUFFER_BYTES)) {
            fetched = server.objects().get(source.bucket(), source.key(), there, out, progress);
        }
        if (!fetched.etag().equals(entry.etag())) {
            Files.delete(partial);
            throw new CommandFailure(
                    "the object was overwritten while it was fetched; the same command fetches it anew");
        }
    }

    private ObjectEntry fetch(OutputStream out) throws IOException, InterruptedException {
        try (Server server = connection.open();
                Progress progress = Progress.of(source.key(), -1)) {
            return server.objects().get(source.bucket(), source.key(), 0, out, progress);
        }
    }

    private Path file() {
        String last = source.key()
                .substring(source.key().lastIndexOf('/', source.key().length() - 2) + 1);
        if (target == null) {
            return Path.of(last);
        }
        return Files.isDirectory(Path.of(target)) ? Path.of(target, last) : Path.of(target);
    }
}

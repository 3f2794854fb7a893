package dev.anvil.cli.object;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Progress;
import dev.anvil.cli.peer.Server;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        description = "Store a file as an object.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  anvil object put cat.jpg photos/2026/cat.jpg",
            "  pg_dump mydb | anvil object put - backups/mydb.sql"
        })
final class PutObject implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(index = "0", paramLabel = "FILE", description = "What to store; - reads standard input.")
    private String source = "";

    @Parameters(
            index = "1",
            paramLabel = "BUCKET/KEY",
            converter = ObjectReference.WithKey.class,
            description = "Where to store it.")
    private ObjectReference target = new ObjectReference("", "");

    @Option(
            names = "--content-type",
            paramLabel = "TYPE",
            description = "What it is; without it, guessed by the file's name.")
    private @Nullable String contentType;

    private record Stored(String bucket, String key, String etag) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean piped = source.equals(STANDARD_INPUT);
        OptionalLong length = piped ? OptionalLong.empty() : OptionalLong.of(Files.size(Path.of(source)));
        Stored stored;
        try (InputStream body = piped ? new BufferedInputStream(System.in) : Files.newInputStream(Path.of(source));
                Server server = connection.open();
                Progress progress = Progress.of(target.key(), length.orElse(-1))) {
            String etag = server.objects().put(target.bucket(), target.key(), body, length, type(), progress);
            stored = new Stored(target.bucket(), target.key(), etag);
        }
        output.show(
                stored,
                () -> target
                        + (length.isPresent() ? "  " + new Bytes(length.getAsLong()) : "")
                        + "  etag " + stored.etag());
        return 0;
    }

    private String type() {
        if (contentType != null) {
            return contentType;
        }
        String name = source.equals(STANDARD_INPUT) ? target.key() : source;
        return Optional.ofNullable(URLConnection.guessContentTypeFromName(name)).orElse(UNKNOWN_TYPE);
    }
}

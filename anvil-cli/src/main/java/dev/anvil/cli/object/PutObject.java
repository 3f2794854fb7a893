package dev.anvil.cli.object;

import dev.anvil.cli.argument.SizeLimit;
import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Progress;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.UploadPart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        description =
                "Store a file as an object: a large one in parts, several at once; interrupted, the same command goes on.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  anvil object put cat.jpg photos/2026/cat.jpg",
            "  pg_dump mydb | anvil object put - backups/mydb.sql"
        })
final class PutObject implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final int MAX_PARALLEL = 32;
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

    @Option(
            names = "--part-size",
            paramLabel = "SIZE",
            defaultValue = "16MiB",
            converter = SizeLimit.class,
            description = "Files of two parts and more are uploaded in parts (default: ${DEFAULT-VALUE}).")
    private OptionalLong partBytes = OptionalLong.empty();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many parts at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    private record Stored(String bucket, String key, String etag) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        long part = Math.max(UploadPlan.LEAST_PART_BYTES, partBytes.orElse(Long.MAX_VALUE / 4));
        if (!source.equals(STANDARD_INPUT) && Files.size(Path.of(source)) >= 2 * part) {
            return inParts(new UploadPlan(Files.size(Path.of(source)), part));
        }
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

    private Integer inParts(UploadPlan plan) throws IOException, InterruptedException {
        Path file = Path.of(source);
        UploadMemory memory = new UploadMemory(System.getenv());
        Stored stored;
        try (Server server = connection.open();
                Progress progress = Progress.of(target.key(), plan.size())) {
            Path entry = memory.entry(server.address(), target, file, plan);
            ParallelUpload upload = new ParallelUpload(
                    server.objects(), target, file, plan, Math.clamp(parallel, 1, MAX_PARALLEL), progress);
            Optional<String> earlier = memory.recall(entry);
            Optional<Map<Integer, UploadPart>> known = earlier.flatMap(upload::known);
            String id = known.isPresent()
                    ? earlier.orElseThrow()
                    : server.objects().beginUpload(target.bucket(), target.key(), type());
            memory.keep(entry, id);
            stored = new Stored(target.bucket(), target.key(), upload.run(id, known.orElse(Map.of())));
            memory.forget(entry);
        }
        output.show(stored, () -> target + "  " + new Bytes(plan.size()) + "  etag " + stored.etag());
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

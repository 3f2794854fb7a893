package dev.anvil.cli.object;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cp",
        aliases = "copy",
        description = "Copy an object within the server; no bytes are moved. For files there are put and get.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  anvil object cp photos/cat.jpg archive/2026/cat.jpg"})
final class CopyObject implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(
            index = "0",
            paramLabel = "BUCKET/KEY",
            converter = ObjectReference.WithKey.class,
            description = "The object to copy.")
    private ObjectReference source = new ObjectReference("", "");

    @Parameters(
            index = "1",
            paramLabel = "BUCKET/KEY",
            converter = ObjectReference.WithKey.class,
            description = "Where to. After a slash at the end comes the name that it has.")
    private ObjectReference target = new ObjectReference("", "");

    private record Copied(String bucket, String key, String etag) {}

    @Override
    public Integer call() {
        String name = source.key().substring(source.key().lastIndexOf('/') + 1);
        String key = target.key().endsWith("/") ? target.key() + name : target.key();
        Copied copied;
        try (Server server = connection.open()) {
            copied = new Copied(
                    target.bucket(), key, server.objects().copy(source.bucket(), source.key(), target.bucket(), key));
        }
        output.show(copied, () -> source + " is at " + copied.bucket() + "/" + copied.key() + " too");
        return 0;
    }
}

package dev.anvil.cli.bucket;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "rm",
        aliases = "delete",
        description = "Remove a bucket. It must be empty: `anvil object rm --recursive BUCKET` empties it.",
        mixinStandardHelpOptions = true)
final class RemoveBucket implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "BUCKET", description = "The bucket to remove.", converter = BucketReference.class)
    private String name = "";

    @Override
    public Integer call() {
        try (Server server = connection.open()) {
            server.buckets().delete(name);
        }
        output.show(Map.of("removed", name), () -> "bucket " + name + " is gone");
        return 0;
    }
}

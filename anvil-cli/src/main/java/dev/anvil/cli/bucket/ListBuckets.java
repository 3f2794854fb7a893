package dev.anvil.cli.bucket;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.BucketEntry;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "ls",
        aliases = "list",
        description = "List the buckets of your tenant.",
        mixinStandardHelpOptions = true)
final class ListBuckets implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "PREFIX", arity = "0..1", defaultValue = "", description = "Only names that begin so.")
    private String prefix = "";

    @Override
    public Integer call() {
        List<BucketEntry> buckets;
        try (Server server = connection.open()) {
            buckets = server.buckets().list(prefix);
        }
        output.show(buckets, () -> {
            Table table = new Table("NAME", "REGION", "CREATED");
            buckets.forEach(bucket -> table.row(bucket.name(), bucket.region(), bucket.created()));
            return buckets.isEmpty() ? "no buckets; make one with `anvil bucket create NAME`" : table.render();
        });
        return 0;
    }
}

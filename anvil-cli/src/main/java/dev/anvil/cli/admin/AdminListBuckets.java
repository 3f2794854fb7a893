package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.BucketDetail;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        aliases = "ls",
        description = "List the buckets of all tenants.",
        mixinStandardHelpOptions = true)
final class AdminListBuckets implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Option(names = "--tenant", paramLabel = "TENANT", defaultValue = "", description = "Only of this one.")
    private String tenant = "";

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "", description = "Only names that begin so.")
    private String prefix = "";

    @Override
    public Integer call() {
        List<BucketDetail> buckets;
        try (Server server = connection.open()) {
            buckets = server.administration().buckets(tenant, prefix);
        }
        output.show(buckets, () -> {
            Table table = new Table("NAME", "TENANT", "REGION", "QUOTA", "CREATED");
            buckets.forEach(bucket ->
                    table.row(bucket.name(), bucket.tenant(), bucket.region(), bucket.quota(), bucket.created()));
            return buckets.isEmpty() ? "no buckets" : table.render();
        });
        return 0;
    }
}

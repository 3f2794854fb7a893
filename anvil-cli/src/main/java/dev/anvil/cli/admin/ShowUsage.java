package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.Administration;
import dev.anvil.cli.peer.BucketDetail;
import dev.anvil.cli.peer.Quota;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Usage;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "usage",
        description = "Show how much tenants, or the buckets of one, hold.",
        mixinStandardHelpOptions = true)
final class ShowUsage implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Its buckets, one by one.")
    private @Nullable String tenant;

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "This bucket alone.")
    private @Nullable String bucket;

    private record Line(String name, Usage usage, Quota quota) {}

    @Override
    public Integer call() {
        List<Line> lines;
        try (Server server = connection.open()) {
            lines = lines(server.administration());
        }
        output.show(lines, () -> {
            Table table = new Table("NAME", "OBJECTS", "VERSIONS", "SIZE", "UNFINISHED UPLOADS", "QUOTA");
            lines.forEach(line -> table.row(
                    line.name(),
                    line.usage().objects(),
                    line.usage().versions(),
                    new Bytes(line.usage().bytes()),
                    new Bytes(line.usage().pendingBytes()),
                    line.quota()));
            return lines.isEmpty() ? "no buckets" : table.render();
        });
        return 0;
    }

    private List<Line> lines(Administration administration) {
        if (bucket != null) {
            BucketDetail one = administration.bucket(bucket);
            return List.of(new Line(one.name(), administration.bucketUsage(one.name()), one.quota()));
        }
        if (tenant != null) {
            return administration.buckets(tenant, "").stream()
                    .map(one -> new Line(one.name(), administration.bucketUsage(one.name()), one.quota()))
                    .toList();
        }
        return administration.tenants().stream()
                .map(one -> new Line(one.name(), administration.tenantUsage(one.name()), one.quota()))
                .toList();
    }
}

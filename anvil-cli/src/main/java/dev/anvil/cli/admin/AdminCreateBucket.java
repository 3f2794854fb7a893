package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.BucketDetail;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "create", description = "Make a bucket for a tenant.", mixinStandardHelpOptions = true)
final class AdminCreateBucket implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "Its owner.")
    private String tenant = "";

    @Option(names = "--region", paramLabel = "REGION", defaultValue = "", description = "Where its objects live.")
    private String region = "";

    @Override
    public Integer call() {
        String wanted = name.value();
        BucketDetail made;
        try (Server server = connection.open()) {
            made = server.administration().createBucket(wanted, tenant, region);
        }
        output.show(made, () -> "bucket " + made.name() + " of tenant " + made.tenant() + " is there");
        return 0;
    }
}

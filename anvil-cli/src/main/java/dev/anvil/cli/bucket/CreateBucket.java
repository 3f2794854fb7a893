package dev.anvil.cli.bucket;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        aliases = "mb",
        description = "Make a bucket. Its name is unique over all tenants: 3 to 63 of a-z, 0-9, '.' and '-'.",
        mixinStandardHelpOptions = true)
final class CreateBucket implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "BUCKET", description = "The name of the new bucket.", converter = BucketReference.class)
    private String name = "";

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "",
            description = "Where its objects live; without it, in the region that is asked.")
    private String region = "";

    @Override
    public Integer call() {
        try (Server server = connection.open()) {
            server.buckets().create(name, region);
        }
        output.show(Map.of("bucket", name), () -> "bucket " + name + " is there");
        return 0;
    }
}

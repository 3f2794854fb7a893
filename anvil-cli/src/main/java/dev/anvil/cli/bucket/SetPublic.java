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
        name = "set-public",
        description = "Let everybody get the objects of a bucket, without a signature. Nobody can list or change them.",
        mixinStandardHelpOptions = true)
final class SetPublic implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "BUCKET", description = "The bucket to open.", converter = BucketReference.class)
    private String name = "";

    @Option(names = "--off", description = "Close it again.")
    private boolean off;

    @Override
    public Integer call() {
        try (Server server = connection.open()) {
            server.buckets().setPublic(name, !off);
        }
        output.show(
                Map.of("bucket", name, "public", !off),
                () -> off
                        ? "the objects of bucket " + name + " are public no more"
                        : "everybody can get the objects of bucket " + name + " now");
        return 0;
    }
}

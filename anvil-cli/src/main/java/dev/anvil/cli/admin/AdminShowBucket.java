package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.BucketDetail;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Usage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        description = "Show a bucket, its settings, its quota and what it holds.",
        mixinStandardHelpOptions = true)
final class AdminShowBucket implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    private record Facts(BucketDetail bucket, Usage usage) {}

    @Override
    public Integer call() {
        String wanted = name.value();
        Facts facts;
        try (Server server = connection.open()) {
            facts = new Facts(
                    server.administration().bucket(wanted),
                    server.administration().bucketUsage(wanted));
        }
        BucketDetail bucket = facts.bucket();
        output.show(
                facts,
                () -> "bucket    " + bucket.name() + "\ntenant    " + bucket.tenant() + "\nregion    " + bucket.region()
                        + "\nquota     " + bucket.quota() + "\nholds     "
                        + facts.usage().objects() + " objects, "
                        + facts.usage().versions() + " versions, "
                        + new Bytes(facts.usage().bytes())
                        + ", unfinished uploads of " + new Bytes(facts.usage().pendingBytes()) + "\ncreated   "
                        + bucket.created() + "\nsettings  "
                        + (bucket.settings().isEmpty()
                                ? "none"
                                : String.join(", ", bucket.settings().keySet())));
        return 0;
    }
}

package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.BucketDetail;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "update", description = "Change the most that a bucket may hold.", mixinStandardHelpOptions = true)
final class AdminUpdateBucket implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Mixin
    private final QuotaOptions quota = new QuotaOptions();

    @Override
    public Integer call() {
        String wanted = name.value();
        if (!quota.isGiven()) {
            throw new CommandFailure("nothing to change: give --quota-bytes or --quota-objects");
        }
        BucketDetail changed;
        try (Server server = connection.open()) {
            changed = server.administration().updateBucket(wanted, quota.limit());
        }
        output.show(changed, () -> "bucket " + changed.name() + ": quota " + changed.quota());
        return 0;
    }
}

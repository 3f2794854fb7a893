package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Tenant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "update",
        description = "Change how a tenant shows, and the most that it may hold.",
        mixinStandardHelpOptions = true)
final class UpdateTenant implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Mixin
    private final QuotaOptions quota = new QuotaOptions();

    @Option(names = "--display-name", paramLabel = "TEXT", description = "How S3 shows it as an owner.")
    private @Nullable String displayName;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Whom to write to.")
    private @Nullable String email;

    @Override
    public Integer call() {
        String wanted = name.value();
        if (displayName == null && email == null && !quota.isGiven()) {
            throw new CommandFailure(
                    "nothing to change: give --display-name, --email, --quota-bytes or --quota-objects");
        }
        Tenant changed;
        try (Server server = connection.open()) {
            changed = server.administration().updateTenant(wanted, displayName, email, quota.limit());
        }
        output.show(
                changed,
                () -> "tenant " + changed.name() + ": " + changed.displayName() + ", " + changed.email() + ", quota "
                        + changed.quota());
        return 0;
    }
}

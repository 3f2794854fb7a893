package dev.anvil.cli.admin;

import dev.anvil.cli.argument.Expiry;
import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.App;
import dev.anvil.cli.peer.AppRole;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "update",
        description =
                "Enable or disable an app, give it a role or an end. Disabled or ended, it is out within two seconds.",
        mixinStandardHelpOptions = true)
final class UpdateApp implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "The app's tenant.")
    private String tenant = "";

    @ArgGroup
    private @Nullable State state;

    /** One or the other. */
    private static final class State {
        @Option(names = "--disable", required = true, description = "Refuse its credentials from now on.")
        private boolean disable;

        @Option(names = "--enable", required = true, description = "Take its credentials again.")
        private boolean enable;
    }

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "What it may administer: none, read-only-viewer or super-admin.")
    private @Nullable AppRole role;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            converter = Expiry.Reader.class,
            description = "When its credentials end: 2027-01-31, 2027-01-31T12:00:00Z, 30d, or never.")
    private @Nullable Expiry expires;

    @Override
    public Integer call() {
        String wanted = name.value();
        if (state == null && role == null && expires == null) {
            throw new CommandFailure("nothing to change: give --enable, --disable, --role or --expires");
        }
        App changed;
        try (Server server = connection.open()) {
            changed = server.administration()
                    .updateApp(
                            tenant,
                            wanted,
                            state == null ? null : state.enable,
                            role,
                            expires == null ? null : expires.at());
        }
        output.show(changed, changed::text);
        return 0;
    }
}

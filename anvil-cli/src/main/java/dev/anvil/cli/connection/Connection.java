package dev.anvil.cli.connection;

import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.peer.Server;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which server, and as whom. */
public final class Connection {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Use the instance of this machine that keeps its data in DIR, with its addresses and credentials.")
    private @Nullable Path data;

    @Option(names = "--profile", paramLabel = "NAME", description = "Use the profile that `anvil configure` made.")
    private @Nullable String profile;

    @Option(
            names = "--endpoint",
            paramLabel = "HOST:PORT",
            description = "Talk to this gateway (https://HOST:PORT for TLS).")
    private @Nullable String endpoint;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "Trust a gateway by TLS whose certificate is signed by, or is, one in this PEM file, and no other.")
    private @Nullable Path authority;

    /** To the instance in a data folder. */
    public static Connection to(Path data) {
        Connection connection = new Connection();
        connection.data = data;
        return connection;
    }

    public Server open() {
        return new TargetSearch(System.getenv(), Path.of(DataFolder.DEFAULT))
                .find(data, profile, endpoint, authority)
                .connect();
    }
}

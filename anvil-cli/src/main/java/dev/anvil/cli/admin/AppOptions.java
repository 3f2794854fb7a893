package dev.anvil.cli.admin;

import dev.anvil.cli.peer.Policy;
import picocli.CommandLine.Option;

/** Which app a policy is for. */
final class AppOptions {
    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "The app's tenant.")
    private String tenant = "";

    @Option(names = "--app", paramLabel = "APP", required = true, description = "The app's name.")
    private String app = "";

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            required = true,
            description = "bucket:create, bucket:read, bucket:write, bucket:delete, bucket:list, object:read,"
                    + " object:write, object:delete, object:list, object:*, policy:grant or *")
    private String action = "";

    @Option(
            names = "--resource",
            paramLabel = "RESOURCE",
            required = true,
            description = "A bucket, 'bucket/*', 'bucket/prefix/*' or '*'. Mind the quotes: shells expand *.")
    private String resource = "";

    String tenant() {
        return tenant;
    }

    String app() {
        return app;
    }

    Policy policy() {
        return new Policy(action, resource);
    }
}

package dev.anvil.standalone;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.instance.CommandName;
import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.InstanceLock;
import dev.anvil.standalone.setting.UpOptions;
import dev.anvil.standalone.setting.UpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Start all services on this machine, with PostgreSQL, and stay until Ctrl-C.",
        footer = {
            "",
            "Every setting also comes from the variables named above, and these:",
            "  GLOBAL_DATABASE_URL, REGIONAL_DATABASE_URL  postgres:// URLs; then no PostgreSQL is started",
            "  JWT_SECRET, ANVIL_SECRET_ENCRYPTION_KEY, ANVIL_CLUSTER_SECRET  made and kept in DIR when not given",
            "  BOOTSTRAP_ADDRS, ENABLE_MDNS, PUBLIC_CLUSTER_ADDRS, PUBLIC_API_ADDR  how nodes find each other",
            "  METADATA_ADDRS, MEMBERSHIP_ADDRS  where those services run, when --roles leaves them out",
            "  ANVIL_JAVA_OPTS  options of the JVM, for example -Xmx1g",
            "",
            "Examples:",
            "  anvil up",
            "  anvil up --detach --data /srv/anvil --s3 0.0.0.0:9000 --drives 12",
            "  anvil up --roles storage,membership",
            "",
            "Exit codes: 0 stopped, 1 failed, 2 a setting was refused."
        })
final class UpCommand implements Callable<Integer> {
    static final String DETACH = "--detach";

    @Mixin
    private final UpOptions options = new UpOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = DETACH, description = "Return when ready and go on in the background; `anvil down` stops it.")
    private boolean detach;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataFolder folder = options.folder();
        OptionalLong running = InstanceLock.holder(folder);
        if (running.isPresent()) {
            throw alreadyRunning(folder, running);
        }
        UpSettings settings = UpSettings.read(options, System.getenv());
        if (detach) {
            return new DetachedStart(folder, arguments(), System.out).await();
        }
        Files.createDirectories(folder.root());
        try (InstanceLock ignored =
                InstanceLock.acquire(folder).orElseThrow(() -> alreadyRunning(folder, OptionalLong.empty()))) {
            new Instance(settings, System.out).run();
        }
        return 0;
    }

    private List<String> arguments() {
        return spec == null
                ? List.of()
                : spec.commandLine().getParent().getParseResult().originalArgs();
    }

    private static CommandFailure alreadyRunning(DataFolder folder, OptionalLong pid) {
        String anvil = CommandName.asTyped();
        return new CommandFailure("anvil is already running in " + folder
                + (pid.isPresent() ? " (process " + pid.getAsLong() + ")" : "") + ": `" + anvil + " status --data "
                + folder
                + "` shows it, `" + anvil + " down --data " + folder
                + "` stops it, and --data DIR starts another one elsewhere");
    }
}

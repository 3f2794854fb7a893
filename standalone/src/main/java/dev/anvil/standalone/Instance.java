package dev.anvil.standalone;

import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.ServiceAddresses;
import dev.anvil.runtime.channel.LocalServers;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.tls.ClusterTls;
import dev.anvil.standalone.console.InstanceLog;
import dev.anvil.standalone.console.Progress;
import dev.anvil.standalone.console.ReadyMessage;
import dev.anvil.standalone.peer.FirstStart;
import dev.anvil.standalone.postgres.EmbeddedPostgres;
import dev.anvil.standalone.service.Services;
import dev.anvil.standalone.setting.DatabaseUrls;
import dev.anvil.standalone.setting.Secrets;
import dev.anvil.standalone.setting.ServiceRole;
import dev.anvil.standalone.setting.UpSettings;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * From the first line on the terminal to the last.
 *
 * <pre>
 *   ports → secrets → PostgreSQL → services → region, tenant, app → drives seen → files written: ready
 *   signal → files removed → services drain → PostgreSQL stops
 * </pre>
 *
 * <p>The files that say "ready" are there exactly while the instance is.
 */
final class Instance {
    private final UpSettings wanted;
    private final DataFolder folder;
    private final PrintStream out;
    private final Progress progress;
    private final Parts parts = new Parts();

    Instance(UpSettings settings, PrintStream out) {
        this.wanted = settings;
        this.folder = settings.folder();
        this.out = out;
        this.progress = new Progress(out);
    }

    /** Returns never: a signal ends the process, after everything that runs was stopped. */
    void run() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        out.println("anvil in " + folder);
        removeReadyFiles();
        UpSettings settings = wanted.withFreePorts();
        InstanceLog log = InstanceLog.to(folder.log());
        Secrets secrets = Secrets.keep(folder, settings.secrets(), new SecureRandom());
        if (settings.roles().runs(ServiceRole.STORAGE)) {
            for (Path drive : folder.drives(settings.drives())) {
                Files.createDirectories(drive);
            }
        }
        DatabaseUrls databases = databases(settings, secrets);
        Services services = parts.add("services", Services.start(settings, secrets, databases, progress));
        Optional<FirstStart.Keys> keys = keys(settings, secrets, services.metadata());
        Readiness.await(settings, secrets, services, keys);
        new ReadyFiles(settings, secrets, databases, keys).write(new ServiceAddresses(services.addresses()).toFile());
        progress.say("ready");
        new ReadyMessage(settings, keys).print(out);
        log.showProblems();
        new CountDownLatch(1).await();
    }

    private DatabaseUrls databases(UpSettings settings, Secrets secrets) throws IOException, InterruptedException {
        if (!settings.roles().runs(ServiceRole.METADATA)) {
            return settings.databases().orElse(DatabaseUrls.NONE);
        }
        if (settings.databases().isPresent()
                && !EmbeddedPostgres.isOwn(
                        folder.postgres(),
                        secrets.postgresPassword(),
                        settings.databases().get())) {
            progress.say("using the databases that GLOBAL_DATABASE_URL and REGIONAL_DATABASE_URL name");
            return settings.databases().get();
        }
        return parts.add(
                        "PostgreSQL",
                        EmbeddedPostgres.start(
                                folder.postgres(), secrets.postgresPassword(), System.getenv(), progress))
                .urls();
    }

    private static Optional<FirstStart.Keys> keys(UpSettings settings, Secrets secrets, List<HostPort> metadata) {
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        ServiceCredential credential =
                new ServiceCredential(ClusterSecret.of(secrets.cluster()), InstantSource.system());
        ManagedChannel channel =
                new ServiceChannels(credential, new LocalServers(), ClusterTls.of(System.getenv())).open(metadata);
        try {
            return Optional.of(new FirstStart(channel).ensure(settings.region()));
        } finally {
            channel.shutdownNow();
        }
    }

    private void removeReadyFiles() throws IOException {
        Files.deleteIfExists(folder.pid());
        Files.deleteIfExists(folder.env());
        Files.deleteIfExists(folder.services());
    }

    private void stop() {
        try {
            removeReadyFiles();
        } catch (IOException e) {
            out.println("anvil: the files of a running instance stay in " + folder + ": " + e.getMessage());
        }
        parts.close(out);
    }
}

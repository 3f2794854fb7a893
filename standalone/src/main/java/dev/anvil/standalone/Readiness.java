package dev.anvil.standalone;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.peer.ClusterView;
import dev.anvil.cli.peer.Server;
import dev.anvil.standalone.peer.FirstStart;
import dev.anvil.standalone.peer.MemberView;
import dev.anvil.standalone.service.Services;
import dev.anvil.standalone.setting.Secrets;
import dev.anvil.standalone.setting.ServiceRole;
import dev.anvil.standalone.setting.UpSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Ready is what a client would call ready: its keys are good and the gateway sees our drives. */
final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** A node that is emptied starts like every other one. */
    private static final Set<String> SERVING = Set.of("up", "draining", "decommissioned");

    private Readiness() {}

    static void await(UpSettings settings, Secrets secrets, Services services, Optional<FirstStart.Keys> keys)
            throws InterruptedException {
        if (settings.roles().runs(ServiceRole.GATEWAY)) {
            FirstStart.Keys own = keys.orElseThrow(() -> new IllegalStateException("a gateway has a catalogue"));
            try (Server server = new Server(
                    settings.localHost(settings.api()), settings.api().port(), false, own.id(), own.secret())) {
                await(settings, services.hostId(), () -> server.administration().clusterView());
            }
        } else if (settings.roles().runs(ServiceRole.STORAGE)) {
            try (MemberView member = new MemberView(services.membership(), secrets.cluster())) {
                await(settings, services.hostId(), member::get);
            }
        }
    }

    private static void await(UpSettings settings, String host, Supplier<ClusterView> view)
            throws InterruptedException {
        int wanted = settings.roles().runs(ServiceRole.STORAGE) ? settings.drives() : 0;
        long end = System.nanoTime() + LIMIT.toNanos();
        for (long seen = drives(view.get(), host); seen < wanted; seen = drives(view.get(), host)) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("only " + seen + " of " + wanted + " drives can be used after "
                        + LIMIT.toSeconds() + " s: " + reason(settings) + "see "
                        + settings.folder().log());
            }
            Thread.sleep(PAUSE);
        }
    }

    private static String reason(UpSettings settings) {
        return settings.cluster().bootstrap().isEmpty()
                ? ""
                : "can it join " + settings.cluster().bootstrap() + ", and has it the same ANVIL_CLUSTER_SECRET? ";
    }

    /** Our own drives, or all where nobody knows which are ours. */
    private static long drives(ClusterView view, String host) {
        return view.services().stream()
                .filter(service -> SERVING.contains(service.state())
                        && (host.isEmpty() || service.host().equals(host)))
                .flatMap(service -> service.drives().stream())
                .filter(drive -> drive.state().equals("up"))
                .count();
    }
}

package dev.anvil.standalone;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.peer.Node;
import dev.anvil.cli.peer.Server;
import dev.anvil.standalone.peer.FirstStart;
import dev.anvil.standalone.setting.UpSettings;
import java.time.Duration;

/** Ready is what a client would call ready: its keys are good and the gateway sees our drives. */
final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Readiness() {}

    static void await(UpSettings settings, FirstStart.Keys keys) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        try (Server server = new Server(
                settings.localHost(settings.api()), settings.api().port(), false, keys.id(), keys.secret())) {
            while (drives(server) < settings.drives()) {
                if (System.nanoTime() > end) {
                    throw new CommandFailure("only " + drives(server) + " of " + settings.drives()
                            + " drives can be written after " + LIMIT.toSeconds() + " s: see "
                            + settings.folder().log());
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static long drives(Server server) {
        return server.administration().clusterView().nodes().stream()
                .filter(node -> node.state().equals("up"))
                .map(Node::drives)
                .flatMap(drives -> drives.stream().filter(drive -> drive.state().equals("up")))
                .count();
    }
}

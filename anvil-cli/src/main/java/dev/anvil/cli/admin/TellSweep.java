package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Administration;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.SweepState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks about the sweep, or lets it go on. */
abstract sealed class TellSweep implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    abstract SweepState tell(Administration administration);

    @Override
    public Integer call() {
        SweepState state;
        try (Server server = connection.open()) {
            state = tell(server.administration());
        }
        output.show(state, () -> sentence(state));
        return 0;
    }

    private static String sentence(SweepState state) {
        return state.halted()
                ? "halted since " + state.since() + ": drives have seen epoch " + state.seenEpoch()
                        + " of the catalogue, which is at " + state.epoch()
                        + "; it was restored from a backup. Nothing is swept or reclaimed until `anvil admin sweep resume`"
                : "not halted; the catalogue is at epoch " + state.epoch();
    }

    @Command(
            name = "status",
            description = "Show whether the sweep is halted, and why.",
            mixinStandardHelpOptions = true)
    static final class Show extends TellSweep {
        @Override
        SweepState tell(Administration administration) {
            return administration.sweepState();
        }
    }

    @Command(
            name = "resume",
            description = "Let sweep and reclaim delete again after a restore of the catalogue.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Shards of which the restored catalogue knows nothing are garbage from now on: objects that were written after",
                "the backup. Restore a newer backup first, if there is one."
            })
    static final class Resume extends TellSweep {
        @Override
        SweepState tell(Administration administration) {
            return administration.resumeSweep();
        }
    }
}

package dev.anvil.gc.audit;

import dev.anvil.blob.ShardException;
import dev.anvil.gc.lease.LeaseLost;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks this worker's drives what they found broken, every few seconds, and compares the catalogue with all drives from time to
 * time, which one worker does for all: the one with the lowest id. Two that both believe to be it do no harm.
 */
final class AuditSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditSchedule.class);
    private static final Duration LONGEST_NAP = Duration.ofSeconds(10);

    /** A shard stays broken until it is deleted, long after it was made anew: no reason to repeat it every few seconds. */
    private static final Duration TELL_AGAIN = Duration.ofMinutes(10);

    private record Told(List<ShardId> shards, Instant at) {}

    private final Map<DriveId, Told> told = new HashMap<>();
    private final PlacementAudit audit;
    private final Placements placements;
    private final DriveChecks checks;
    private final Supplier<Set<DriveId>> ownDrives;
    private final NodeId self;
    private final Supplier<ClusterView> views;
    private final AuditSettings settings;
    private final InstantSource clock;
    private final Thread thread = Thread.ofVirtual().name("audit-schedule").unstarted(this::run);
    private Instant auditDue;
    private Instant askDue;
    private volatile boolean closed;

    AuditSchedule(
            PlacementAudit audit,
            Placements placements,
            DriveChecks checks,
            Supplier<Set<DriveId>> ownDrives,
            NodeId self,
            Supplier<ClusterView> views,
            AuditSettings settings,
            InstantSource clock) {
        this.audit = audit;
        this.placements = placements;
        this.checks = checks;
        this.ownDrives = ownDrives;
        this.self = self;
        this.views = views;
        this.settings = settings;
        this.clock = clock;
        this.auditDue = clock.instant().plus(settings.every());
        this.askDue = clock.instant().plus(settings.askEvery());
    }

    void start() {
        if (!settings.every().isZero() || !settings.askEvery().isZero()) {
            thread.start();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                Thread.sleep(nap());
                doWhatIsDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration nap() {
        Duration shorter = Duration.ofMillis(Long.MAX_VALUE);
        for (Duration each : List.of(settings.every(), settings.askEvery(), LONGEST_NAP)) {
            shorter = !each.isZero() && each.compareTo(shorter) < 0 ? each : shorter;
        }
        return shorter;
    }

    void doWhatIsDue() throws InterruptedException {
        Instant now = clock.instant();
        if (!settings.askEvery().isZero() && !now.isBefore(askDue)) {
            askDue = now.plus(settings.askEvery());
            ownDrives.get().forEach(this::askForBroken);
        }
        if (!settings.every().isZero() && !now.isBefore(auditDue)) {
            auditDue = now.plus(settings.every());
            if (isFirstWorker()) {
                compare();
            }
        }
    }

    private void askForBroken(DriveId drive) {
        try {
            DriveChecks.Report report = checks.report(drive);
            placements.noteSeenEpoch(drive, report.epoch());
            List<ShardId> corrupt = report.corrupt();
            Told before = told.get(drive);
            Instant now = clock.instant();
            boolean isNews = before == null
                    || !before.shards().equals(corrupt)
                    || before.at().plus(TELL_AGAIN).isBefore(now);
            if (!corrupt.isEmpty() && isNews) {
                placements.noteBroken(drive, corrupt, "found by the drive");
                told.put(drive, new Told(corrupt, now));
            }
        } catch (ShardException e) {
            LOG.debug("Drive {} could not be asked what is broken: {}", drive, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("What is broken on drive {} could not be noted; it will be tried again", drive, e);
        }
    }

    private void compare() throws InterruptedException {
        try {
            PlacementAudit.Findings findings = audit.run(() -> !closed);
            if (findings.damaged() > 0) {
                LOG.warn("{} of {} blobs lack shards; repairs follow", findings.damaged(), findings.blobs());
            } else {
                LOG.debug("{} blobs have all their shards", findings.blobs());
            }
        } catch (LeaseLost e) {
            LOG.info("The comparison of catalogue and drives ends early: the worker stops");
        } catch (RuntimeException e) {
            LOG.warn("Catalogue and drives could not be compared; tried again in {}", settings.every(), e);
        }
    }

    private boolean isFirstWorker() {
        return views.get().nodes(NodeRole.GC_WORKER).stream()
                .filter(node -> node.state() == NodeState.UP)
                .map(NodeView::id)
                .min(Comparator.comparing(NodeId::toString))
                .filter(self::equals)
                .isPresent();
    }
}

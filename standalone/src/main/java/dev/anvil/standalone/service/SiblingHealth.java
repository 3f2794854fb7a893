package dev.anvil.standalone.service;

import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/** The health of the siblings, so that one port answers for the whole process. */
final class SiblingHealth implements HealthIndicator {
    /** As it stands in {@code /actuator/health}. */
    static final String NAME = "services";

    private final ConcurrentMap<String, RunningService> siblings;
    private final Set<String> names;

    SiblingHealth(ConcurrentMap<String, RunningService> siblings, Set<String> names) {
        this.siblings = siblings;
        this.names = Set.copyOf(names);
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (String name : names) {
            RunningService sibling = siblings.get(name);
            Status status = sibling == null ? Status.OUT_OF_SERVICE : status(sibling);
            health.withDetail(name, status.getCode());
            if (!status.equals(Status.UP)) {
                health.down();
            }
        }
        return health.build();
    }

    private static Status status(RunningService sibling) {
        Status worst = Status.UP;
        for (HealthContributors.Entry entry : sibling.context().getBean(HealthContributorRegistry.class)) {
            worst = worse(worst, status(entry.contributor()));
        }
        return worst;
    }

    private static Status status(HealthContributor contributor) {
        return switch (contributor) {
            case HealthIndicator indicator -> status(indicator.health());
            case CompositeHealthContributor composite ->
                composite.stream().map(entry -> status(entry.contributor())).reduce(Status.UP, SiblingHealth::worse);
            default -> Status.UP;
        };
    }

    private static Status status(@Nullable Health health) {
        return health == null ? Status.UNKNOWN : health.getStatus();
    }

    private static Status worse(Status one, Status other) {
        boolean well = one.equals(Status.UP) || one.equals(Status.UNKNOWN);
        return well && !other.equals(Status.UNKNOWN) ? other : one;
    }
}

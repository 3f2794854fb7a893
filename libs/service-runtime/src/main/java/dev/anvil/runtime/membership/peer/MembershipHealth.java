package dev.anvil.runtime.membership.peer;

import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.MembershipLink;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up as soon as a view of the cluster is known. It stays so while membership is away: the last view guides as well as it did,
 * and sending everybody away because of it would make a small trouble a big one.
 */
final class MembershipHealth implements HealthIndicator {
    private final MembershipLink link;

    MembershipHealth(MembershipLink link) {
        this.link = link;
    }

    @Override
    public Health health() {
        Health.Builder health = link.current() == ClusterView.EMPTY ? Health.outOfService() : Health.up();
        link.connectedTo().ifPresent(member -> health.withDetail("member", member.toString()));
        link.problem().ifPresent(problem -> health.withDetail("problem", problem));
        return health.build();
    }
}

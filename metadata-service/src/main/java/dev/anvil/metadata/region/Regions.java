package dev.anvil.metadata.region;

import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class Regions {
    static final int MAX_REGIONS = 1_000;

    private final RegionRows rows;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    Regions(RegionRows rows, JdbcClient jdbc, InstantSource clock) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A region that made itself known has no endpoint yet; whoever creates it gives it one. */
    public Region create(RegionName name, String endpoint) {
        Region region = new Region(name, ClientAddress.require(endpoint), clock.instant());
        return jdbc.sql("""
                        insert into region (name, endpoint, created) values (:name, :endpoint, :created)
                        on conflict (name) do update set endpoint = excluded.endpoint
                            where region.endpoint = '' and excluded.endpoint <> ''
                        returning name, endpoint, created""")
                .param("name", region.name().value())
                .param("endpoint", region.endpoint())
                .param("created", Timestamp.from(region.created()))
                .query(RegionRow.class)
                .optional()
                .map(RegionRow::toRegion)
                .orElseThrow(() -> new ServiceFailure(
                        Kind.CONFLICT, "ALREADY_EXISTS", "there is a region '" + name + "' already"));
    }

    public Region update(RegionName name, String endpoint) {
        Region wanted = new Region(name, ClientAddress.require(endpoint), clock.instant());
        return jdbc.sql("update region set endpoint = ? where name = ? returning name, endpoint, created")
                .params(wanted.endpoint(), name.value())
                .query(RegionRow.class)
                .optional()
                .map(RegionRow::toRegion)
                .orElseThrow(() -> unknown(name));
    }

    /** Nobody lives there any more. A metadata service of the region that starts makes it known again. */
    public void delete(RegionName name) {
        try {
            if (jdbc.sql("delete from region where name = ?")
                            .param(name.value())
                            .update()
                    == 0) {
                throw unknown(name);
            }
        } catch (DataIntegrityViolationException e) {
            throw new ServiceFailure(
                    Kind.PRECONDITION,
                    "REGION_NOT_EMPTY",
                    "buckets live in region '" + name + "'; delete them first (anvil admin buckets list shows them)",
                    e);
        }
    }

    private static ServiceFailure unknown(RegionName name) {
        return new ServiceFailure(Kind.NOT_FOUND, "NOT_FOUND", "there is no region '" + name + "'");
    }

    /** Makes the region of this process known, if it is not. */
    public void register(RegionName name) {
        jdbc.sql("insert into region (name, endpoint, created) values (?, '', ?) on conflict do nothing")
                .params(name.value(), Timestamp.from(clock.instant()))
                .update();
    }

    public List<Region> list() {
        return rows.findAllByOrderByName(Limit.of(MAX_REGIONS)).stream()
                .map(RegionRow::toRegion)
                .toList();
    }
}

package dev.anvil.metadata.region;

import dev.anvil.model.RegionName;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("region")
record RegionRow(@Id String name, String endpoint, Instant created) {
    Region toRegion() {
        return new Region(new RegionName(name), endpoint, created);
    }
}

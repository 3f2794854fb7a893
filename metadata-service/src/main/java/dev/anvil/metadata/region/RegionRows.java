package dev.anvil.metadata.region;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface RegionRows extends Repository<RegionRow, String> {
    List<RegionRow> findAllByOrderByName(Limit limit);
}

package dev.anvil.metadata.region;

import dev.anvil.model.RegionName;
import dev.anvil.runtime.setting.SettingRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The region that this process belongs to. Set as {@code REGION}. */
@ConfigurationProperties("anvil")
record RegionSettings(@DefaultValue("") String region) {
    RegionName name() {
        try {
            return new RegionName(region);
        } catch (IllegalArgumentException e) {
            SettingRefused refused = new SettingRefused(
                    "REGION",
                    region.isEmpty() ? "(not set)" : "'" + region + "'",
                    "name the region with 1 to 63 of a-z, 0-9 and '-', for example europe-west-1");
            refused.initCause(e);
            throw refused;
        }
    }
}

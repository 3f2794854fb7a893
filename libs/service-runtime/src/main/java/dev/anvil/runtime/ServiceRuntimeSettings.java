package dev.anvil.runtime;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What every service is told: the secret of its cluster. Set as {@code ANVIL_CLUSTER_SECRET}. */
@ConfigurationProperties("anvil")
record ServiceRuntimeSettings(@DefaultValue("") String clusterSecret) {
    @Override
    public String toString() {
        return "ServiceRuntimeSettings[hidden]";
    }
}

package dev.anvil.gateway.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What access tokens are signed with. Set as {@code JWT_SECRET}; the same for all gateways of the cluster. */
@ConfigurationProperties("anvil.gateway.api")
record ApiSettings(@DefaultValue("") String jwtSecret) {
    @Override
    public String toString() {
        return "ApiSettings[hidden]";
    }
}

package dev.anvil.gateway.api;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What access tokens are signed with; the same for all gateways of the cluster.
 *
 * @param jwtSecret set as {@code JWT_SECRET}
 * @param jwtSecretAlsoAccepted signs nothing, but what it has signed is taken: the next secret before a change of secrets, the old one
 *     after it; set as {@code JWT_SECRET_ALSO_ACCEPTED}
 */
@ConfigurationProperties("anvil.gateway.api")
record ApiSettings(
        @DefaultValue("") String jwtSecret,
        @DefaultValue("") String jwtSecretAlsoAccepted) {
    Optional<TokenSecret> other() {
        return jwtSecretAlsoAccepted.isBlank()
                ? Optional.empty()
                : Optional.of(TokenSecret.of(OTHER_VARIABLE, jwtSecretAlsoAccepted));
    }

    private static final String OTHER_VARIABLE = "JWT_SECRET_ALSO_ACCEPTED";

    @Override
    public String toString() {
        return "ApiSettings[hidden]";
    }
}

package dev.anvil.metadata.admin;

import dev.anvil.metadata.app.ClientId;
import dev.anvil.metadata.app.ClientSecret;
import dev.anvil.runtime.setting.SettingRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Set as {@code ANVIL_ADMIN_CLIENT_ID} and {@code ANVIL_ADMIN_CLIENT_SECRET}; both or neither. */
@ConfigurationProperties("anvil.first-admin")
record FirstAdminSettings(
        @DefaultValue("") String clientId, @DefaultValue("") String clientSecret) {
    static final String ID_VARIABLE = "ANVIL_ADMIN_CLIENT_ID";
    static final String SECRET_VARIABLE = "ANVIL_ADMIN_CLIENT_SECRET";

    FirstAdminSettings {
        if (clientId.isEmpty() != clientSecret.isEmpty()) {
            throw new SettingRefused(
                    clientId.isEmpty() ? ID_VARIABLE : SECRET_VARIABLE,
                    "(not set)",
                    "set both " + ID_VARIABLE + " and " + SECRET_VARIABLE + ", or neither");
        }
    }

    boolean isGiven() {
        return !clientId.isEmpty();
    }

    ClientId id() {
        try {
            return new ClientId(clientId);
        } catch (IllegalArgumentException e) {
            throw refused(ID_VARIABLE, e);
        }
    }

    ClientSecret secret() {
        try {
            return new ClientSecret(clientSecret);
        } catch (IllegalArgumentException e) {
            throw refused(SECRET_VARIABLE, e);
        }
    }

    private static SettingRefused refused(String variable, IllegalArgumentException cause) {
        SettingRefused refused = new SettingRefused(variable, "refused", String.valueOf(cause.getMessage()));
        refused.initCause(cause);
        return refused;
    }

    @Override
    public String toString() {
        return "FirstAdminSettings[" + clientId + "]";
    }
}

package dev.anvil.standalone.setting;

import dev.anvil.cli.instance.InstanceVariables;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.LinkedHashMap;
import java.util.Map;

/** The secrets that the environment gives, by variable. What it does not give is made. */
public record GivenSecrets(Map<String, String> values) {
    public static final int MIN_JWT_CHARACTERS = 32;

    public GivenSecrets {
        values = Map.copyOf(values);
    }

    static GivenSecrets of(Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        Given.of(environment, InstanceVariables.JWT_SECRET).ifPresent(given -> {
            if (given.value().length() < MIN_JWT_CHARACTERS) {
                throw refused(
                        given,
                        "give at least " + MIN_JWT_CHARACTERS + " characters, for example from: openssl rand -hex 32");
            }
            values.put(InstanceVariables.JWT_SECRET, given.value());
        });
        Given.of(environment, InstanceVariables.SECRET_ENCRYPTION_KEY).ifPresent(given -> {
            if (!given.value().matches("[0-9a-fA-F]{64}")) {
                throw refused(given, "give exactly 64 hexadecimal digits, for example from: openssl rand -hex 32");
            }
            values.put(InstanceVariables.SECRET_ENCRYPTION_KEY, given.value());
        });
        Given.of(environment, InstanceVariables.CLUSTER_SECRET, "CLUSTER_SECRET")
                .ifPresent(given -> {
                    if (given.value().length() < ClusterSecret.MIN_CHARACTERS) {
                        throw refused(
                                given,
                                "give at least " + ClusterSecret.MIN_CHARACTERS
                                        + " characters, for example from: openssl rand -hex 32");
                    }
                    values.put(InstanceVariables.CLUSTER_SECRET, given.value());
                });
        return new GivenSecrets(values);
    }

    private static SettingRefused refused(Given given, String fix) {
        return new SettingRefused(given.name(), "(" + given.value().length() + " characters)", fix);
    }

    @Override
    public String toString() {
        return "GivenSecrets" + values.keySet();
    }
}

package dev.anvil.standalone.setting;

import dev.anvil.runtime.setting.SettingRefused;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A service that this node may run; a node runs all of them unless told otherwise. */
public enum ServiceRole {
    GATEWAY("gateway"),
    METADATA("metadata"),
    STORAGE("storage"),
    MEMBERSHIP("membership"),
    WORKER("worker");

    private final String word;

    ServiceRole(String word) {
        this.word = word;
    }

    static Set<ServiceRole> parse(Given given) {
        EnumSet<ServiceRole> roles = EnumSet.noneOf(ServiceRole.class);
        for (String word : given.value().split(",", -1)) {
            roles.add(
                    Arrays.stream(values())
                            .filter(role -> role.word.equals(word.strip().toLowerCase(Locale.ROOT)))
                            .findFirst()
                            .orElseThrow(
                                    () -> new SettingRefused(
                                            given.name(),
                                            "'" + given.value() + "'",
                                            "give one or more of gateway, metadata, storage, membership, worker, separated by commas")));
        }
        return roles;
    }

    @Override
    public String toString() {
        return word;
    }
}

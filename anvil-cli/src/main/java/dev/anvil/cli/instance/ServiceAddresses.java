package dev.anvil.cli.instance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Which service of an instance listens where, in the order they are shown. Kept as {@code services.env}. */
public record ServiceAddresses(Map<String, String> addresses) {
    public ServiceAddresses {
        addresses = new LinkedHashMap<>(addresses);
    }

    public static ServiceAddresses of(EnvFile file) {
        Map<String, String> addresses = new LinkedHashMap<>();
        file.values()
                .forEach((name, address) ->
                        addresses.put(name.toLowerCase(Locale.ROOT).replace('_', '-'), address));
        return new ServiceAddresses(addresses);
    }

    public EnvFile toFile() {
        Map<String, String> lines = new LinkedHashMap<>();
        addresses.forEach(
                (name, address) -> lines.put(name.toUpperCase(Locale.ROOT).replace('-', '_'), address));
        return new EnvFile(lines);
    }
}

package dev.anvil.gateway.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Header fields of a request. Names are in lower case here, whatever the client wrote. */
public final class Headers {
    private final SequencedMap<String, List<String>> fields = new TreeMap<>();

    private Headers() {}

    public static Headers of(Map<String, List<String>> fields) {
        Headers headers = new Headers();
        fields.forEach((name, values) -> headers.fields
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), unseen -> new ArrayList<>())
                .addAll(values));
        return headers;
    }

    /** The first value, if there is any. */
    public Optional<String> first(String name) {
        return Optional.ofNullable(get(name));
    }

    public @Nullable String get(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public boolean contains(String name) {
        return !all(name).isEmpty();
    }

    /** Without the fields whose names begin so, and with one value for this name. */
    public Headers withoutPrefix(String prefix, String name, String value) {
        Headers others = new Headers();
        fields.forEach((field, values) -> {
            if (!field.startsWith(prefix)) {
                others.fields.put(field, values);
            }
        });
        others.fields.put(name, List.of(value));
        return others;
    }

    /** Names in lower case, in order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /** Fields whose names begin so, by the rest of their names; several values of one name are joined by commas. */
    public SequencedMap<String, String> withPrefix(String prefix) {
        SequencedMap<String, String> found = new TreeMap<>();
        fields.forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), String.join(",", values));
            }
        });
        return found;
    }
}

package dev.anvil.gateway.wire;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query of a request, decoded, in the order that it was sent. A name without a value has the empty value. */
public record Parameters(List<Parameter> all) {
    public static final Parameters NONE = new Parameters(List.of());

    /** One name with its value. */
    public record Parameter(String name, String value) {}

    public Parameters {
        all = List.copyOf(all);
    }

    public static Parameters parse(@Nullable String rawQuery) {
        return rawQuery == null || rawQuery.isEmpty() ? NONE : new Parameters(PercentDecoder.parameters(rawQuery));
    }

    public boolean contains(String name) {
        return get(name) != null;
    }

    public Optional<String> first(String name) {
        return Optional.ofNullable(get(name));
    }

    public @Nullable String get(String name) {
        for (Parameter parameter : all) {
            if (parameter.name.equals(name)) {
                return parameter.value;
            }
        }
        return null;
    }
}

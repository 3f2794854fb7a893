package dev.anvil.gateway.s3;

import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Method;
import dev.anvil.gateway.wire.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * By what a request is known to mean an operation: its method, what it is about, and the parameters and headers that it must
 * have. Where several routes fit, the one that asks for most is meant.
 */
record Route(Method method, Level level, List<String> parameters, Map<String, String> values, List<String> headers) {
    Route {
        parameters = List.copyOf(parameters);
        values = Map.copyOf(values);
        headers = List.copyOf(headers);
    }

    static Route of(Method method, Level level) {
        return new Route(method, level, List.of(), Map.of(), List.of());
    }

    /** With these parameters, whatever their values. */
    Route with(String... names) {
        List<String> more = new ArrayList<>(parameters);
        more.addAll(List.of(names));
        return new Route(method, level, more, values, headers);
    }

    Route withValue(String name, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new Route(method, level, parameters, more, headers);
    }

    Route withHeader(String name) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        return new Route(method, level, parameters, values, more);
    }

    int demands() {
        return parameters.size() + values.size() + headers.size();
    }

    boolean fits(Method sent, Target target, Parameters sentParameters, Headers sentHeaders) {
        return method == sent
                && target.canBe(level)
                && parameters.stream().allMatch(sentParameters::contains)
                && values.entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(sentParameters.get(entry.getKey())))
                && headers.stream().allMatch(sentHeaders::contains);
    }
}

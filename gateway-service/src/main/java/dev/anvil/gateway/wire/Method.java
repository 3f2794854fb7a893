package dev.anvil.gateway.wire;

import java.util.Optional;

/** The methods that S3 knows. */
public enum Method {
    GET,
    HEAD,
    PUT,
    POST,
    DELETE,
    OPTIONS;

    /** Methods are case-sensitive. */
    public static Optional<Method> of(String name) {
        for (Method method : values()) {
            if (method.name().equals(name)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}

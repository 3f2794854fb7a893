package dev.anvil.runtime.credential;

import java.util.List;

/** Prefixes of the gRPC services that check their callers themselves, such as {@code anvil.v1.}. */
public record PublicServices(List<String> prefixes) {
    public static final PublicServices NONE = new PublicServices(List.of());

    public PublicServices {
        prefixes = List.copyOf(prefixes);
    }
}

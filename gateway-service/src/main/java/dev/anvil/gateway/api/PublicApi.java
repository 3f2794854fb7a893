package dev.anvil.gateway.api;

import java.util.List;

/** The services that strangers may call, with a token. */
final class PublicApi {
    static final List<String> PREFIXES = List.of("anvil.v1.", "anvil.admin.v1.");

    private PublicApi() {}
}

package dev.anvil.gateway.auth.signature;

import java.util.Optional;

/** What a signature is good for: a day ({@code yyyyMMdd}), a region, a service. */
record Scope(String day, String region, String service, String terminal) {
    static final String SERVICE = "s3";
    static final String TERMINAL = "aws4_request";
    private static final int PARTS = 4;

    /** From {@code day/region/service/aws4_request}. */
    static Optional<Scope> parse(String text) {
        String[] parts = text.split("/", -1);
        return parts.length == PARTS
                ? Optional.of(new Scope(parts[0], parts[1], parts[2], parts[3]))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return day + "/" + region + "/" + service + "/" + terminal;
    }
}

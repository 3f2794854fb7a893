package dev.anvil.gateway.s3;

import java.io.IOException;
import java.util.Optional;

/** Has a request that was allowed answered elsewhere, before any gate or handler of ours sees it. */
@FunctionalInterface
public interface Detour {
    /** Empty where the request is ours to answer. */
    Optional<S3Response> answer(S3Request request) throws IOException;
}

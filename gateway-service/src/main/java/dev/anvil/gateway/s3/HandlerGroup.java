package dev.anvil.gateway.s3;

import java.util.List;

/** Handlers that are made from a list rather than written one by one. */
public record HandlerGroup(List<S3Handler> handlers) {
    public HandlerGroup {
        handlers = List.copyOf(handlers);
    }
}

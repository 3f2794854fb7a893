package dev.anvil.gateway.s3;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which handler serves which operation. Two for one, or one of the wrong kind, stop the start. */
public final class HandlerTable {
    private final Map<S3Operation, S3Handler> handlers = new EnumMap<>(S3Operation.class);

    public HandlerTable(List<? extends S3Handler> all) {
        for (S3Handler handler : all) {
            S3Operation operation = handler.operation();
            if (levelOf(handler) != operation.level()) {
                throw new IllegalStateException(
                        operation + " is about " + operation.level() + ", but " + handler.getClass() + " is not");
            }
            S3Handler other = handlers.put(operation, handler);
            if (other != null) {
                throw new IllegalStateException(
                        operation + " has two handlers: " + other.getClass() + " and " + handler.getClass());
            }
        }
    }

    public Optional<S3Handler> find(S3Operation operation) {
        return Optional.ofNullable(handlers.get(operation));
    }

    private static Level levelOf(S3Handler handler) {
        return switch (handler) {
            case S3Handler.OfAccount account -> Level.ACCOUNT;
            case S3Handler.OfNewBucket bucket -> Level.NEW_BUCKET;
            case S3Handler.OfBucket bucket -> Level.BUCKET;
            case S3Handler.OfObject object -> Level.OBJECT;
        };
    }
}

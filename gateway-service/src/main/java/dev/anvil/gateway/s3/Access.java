package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.Action;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operation needs to be allowed, and of what. */
public record Access(Scope scope, @Nullable Action needed) {
    /** What the action is asked of. */
    public enum Scope {
        /** The very thing that the request names. */
        TARGET,
        /** The keys with the prefix that the request names. */
        PREFIX,
        /** Keys that stand in the body: the handler asks for each. The bucket must be the caller's own all the same. */
        EACH_KEY,
        /** A key that stands in the body, and so does who asks: the handler finds out both. */
        IN_FORM,
        /** Nothing: who is not known asks what would be allowed. */
        NOTHING
    }

    public static Access to(Action action) {
        return new Access(Scope.TARGET, action);
    }

    static Access toPrefix(Action action) {
        return new Access(Scope.PREFIX, action);
    }

    static Access toEachKey(Action action) {
        return new Access(Scope.EACH_KEY, action);
    }

    static Access inForm(Action action) {
        return new Access(Scope.IN_FORM, action);
    }

    static Access free() {
        return new Access(Scope.NOTHING, null);
    }

    public Optional<Action> action() {
        return Optional.ofNullable(needed);
    }
}

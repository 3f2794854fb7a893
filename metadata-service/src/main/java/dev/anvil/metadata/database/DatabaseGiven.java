package dev.anvil.metadata.database;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** An empty URL counts as none: that is what an unset variable becomes in the service's YAML. */
abstract class DatabaseGiven implements Condition {
    private final String property;

    private DatabaseGiven(String property) {
        this.property = property;
    }

    @Override
    public final boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty(property, "").isBlank();
    }

    static final class GlobalGiven extends DatabaseGiven {
        GlobalGiven() {
            super("anvil.database.global-url");
        }
    }

    static final class RegionalGiven extends DatabaseGiven {
        RegionalGiven() {
            super("anvil.database.regional-url");
        }
    }
}

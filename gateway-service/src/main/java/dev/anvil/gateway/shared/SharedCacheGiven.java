package dev.anvil.gateway.shared;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Off until an operator says where it is. */
final class SharedCacheGiven implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment()
                .getProperty("anvil.gateway.shared-cache.url", "")
                .isBlank();
    }
}

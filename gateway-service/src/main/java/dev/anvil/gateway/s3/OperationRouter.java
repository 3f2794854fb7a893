package dev.anvil.gateway.s3;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Method;
import dev.anvil.gateway.wire.Parameters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says which operation a request means. */
public final class OperationRouter {
    /** Every request comes by here, and most operations are of another method. */
    private static final Map<Method, List<S3Operation>> BY_METHOD = Arrays.stream(S3Operation.values())
            .collect(Collectors.groupingBy(
                    operation -> operation.route().method(), () -> new EnumMap<>(Method.class), Collectors.toList()));

    private OperationRouter() {}

    public static S3Operation route(Method method, Target target, Parameters parameters, Headers headers) {
        return BY_METHOD.getOrDefault(method, List.of()).stream()
                .filter(operation -> operation.route().fits(method, target, parameters, headers))
                .max(Comparator.comparingInt(operation -> operation.route().demands()))
                .orElseThrow(() -> new S3Error(S3ErrorCode.METHOD_NOT_ALLOWED)
                        .with("Method", method.name())
                        .with("ResourceType", target instanceof Target.OfObject ? "OBJECT" : "BUCKET"));
    }
}

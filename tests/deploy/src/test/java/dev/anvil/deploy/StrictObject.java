package dev.anvil.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds the fields of an object that Kubernetes does not know. The model keeps such fields apart instead of refusing them, in
 * every part of an object, so every part is walked through.
 */
final class StrictObject {
    private final List<String> unknown = new ArrayList<>();

    private StrictObject() {}

    static List<String> unknownFields(HasMetadata object) {
        StrictObject walk = new StrictObject();
        walk.visit(object.getKind() + "/" + object.getMetadata().getName(), object);
        return walk.unknown;
    }

    private void visit(String path, Object part) {
        if (part instanceof Collection<?> list) {
            int index = 0;
            for (Object each : list) {
                visit(path + "[" + index++ + "]", each);
            }
        } else if (part instanceof Map<?, ?> map) {
            map.forEach((key, value) -> visit(path + "." + key, value));
        } else if (part != null && part.getClass().getName().startsWith("io.fabric8.")) {
            for (Method method : part.getClass().getMethods()) {
                if (isGetter(method)) {
                    visitGetter(path, part, method);
                }
            }
        }
    }

    private static boolean isGetter(Method method) {
        return method.getName().startsWith("get")
                && method.getParameterCount() == 0
                && !method.getName().equals("getClass")
                && !method.getReturnType().isEnum();
    }

    private void visitGetter(String path, Object part, Method getter) {
        Object value;
        try {
            value = getter.invoke(part);
        } catch (InvocationTargetException e) {
            return;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(getter.toString(), e);
        }
        if (getter.getName().equals("getAdditionalProperties")) {
            ((Map<?, ?>) value).keySet().forEach(field -> unknown.add(path + "." + field));
        } else if (value != null && value != part) {
            visit(path + "." + getter.getName().substring(3), value);
        }
    }
}

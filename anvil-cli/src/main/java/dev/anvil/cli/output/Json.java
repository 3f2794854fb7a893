package dev.anvil.cli.output;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as JSON: maps, iterables, records (by their components), strings, numbers, booleans, enums in lower
 * case. Small enough to own, and a JSON library would take longer to load than most commands run.
 */
public final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    public static String of(@Nullable Object value) {
        Json json = new Json();
        json.write(value, 0);
        return json.text.toString();
    }

    private void write(@Nullable Object value, int depth) {
        switch (value) {
            case null -> text.append("null");
            case Optional<?> optional -> write(optional.orElse(null), depth);
            case Map<?, ?> map -> object(map.entrySet().iterator(), depth);
            case Iterable<?> items -> array(items.iterator(), depth);
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            case Enum<?> constant -> string(constant.toString().toLowerCase(Locale.ROOT));
            case Record record -> object(components(record).entrySet().iterator(), depth);
            default -> string(value.toString());
        }
    }

    private void object(Iterator<? extends Map.Entry<?, ?>> entries, int depth) {
        if (!entries.hasNext()) {
            text.append("{}");
            return;
        }
        text.append('{');
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            newLine(depth + 1);
            string(String.valueOf(entry.getKey()));
            text.append(": ");
            write(entry.getValue(), depth + 1);
            text.append(entries.hasNext() ? "," : "");
        }
        newLine(depth);
        text.append('}');
    }

    private void array(Iterator<?> items, int depth) {
        if (!items.hasNext()) {
            text.append("[]");
            return;
        }
        text.append('[');
        while (items.hasNext()) {
            newLine(depth + 1);
            write(items.next(), depth + 1);
            text.append(items.hasNext() ? "," : "");
        }
        newLine(depth);
        text.append(']');
    }

    private void newLine(int depth) {
        text.append('\n').append("  ".repeat(depth));
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c) && !paired(value, i)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean paired(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }

    private static Map<String, @Nullable Object> components(Record record) {
        Map<String, @Nullable Object> values = new java.util.LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.put(component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record hides " + component.getName(), e);
            }
        }
        return values;
    }
}

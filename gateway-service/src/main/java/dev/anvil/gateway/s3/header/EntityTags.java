package dev.anvil.gateway.s3.header;

import dev.anvil.model.ETag;
import java.util.Arrays;

/** Entity tags as clients write them: with quotes or without, weak or strong, one or several, or a star for any. */
public final class EntityTags {
    private static final String ANY = "*";

    private EntityTags() {}

    static boolean matches(String field, ETag tag) {
        return Arrays.stream(field.split(",", -1))
                .map(EntityTags::bare)
                .anyMatch(one -> one.equals(ANY) || one.equals(tag.value()));
    }

    /** One tag as the catalogue compares it. */
    public static String bare(String field) {
        String text = field.strip();
        if (text.startsWith("W/")) {
            text = text.substring(2);
        }
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}

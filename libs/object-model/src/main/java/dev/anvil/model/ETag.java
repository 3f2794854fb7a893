package dev.anvil.model;

import java.util.regex.Pattern;

/** An entity tag without its quotes: the hex MD5 of the bytes, or for multipart objects the MD5 of MD5s and the number of parts. */
public record ETag(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}(-[1-9][0-9]{0,4})?");

    public ETag {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an entity tag: '" + value + "'");
        }
    }

    /** As it stands in headers and XML. */
    public String quoted() {
        return '"' + value + '"';
    }

    @Override
    public String toString() {
        return value;
    }
}

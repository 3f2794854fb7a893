package dev.anvil.model;

import java.util.regex.Pattern;

/** The name of a region, as {@code REGION} gives it and as clients sign it. */
public record RegionName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public RegionName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a region name: '" + value
                    + "' (1 to 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit)");
        }
    }

    public static boolean isValid(String candidate) {
        return SHAPE.matcher(candidate).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}

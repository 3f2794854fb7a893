package dev.anvil.metadata.app;

import java.util.regex.Pattern;

/** What operators call an app; unique within its tenant. */
public record AppName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    public AppName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an app's name: '" + value
                    + "' (1 to 63 letters, digits, '.', '_' and '-', beginning and ending with a letter or digit)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.anvil.metadata.tenant;

import java.util.regex.Pattern;

/** What operators call a tenant; unique. */
public record TenantName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    public TenantName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a tenant's name: '" + value
                    + "' (1 to 63 letters, digits, '.', '_' and '-', beginning and ending with a letter or digit)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.anvil.metadata.bucket;

import java.util.regex.Pattern;

/** The name of one of a bucket's documents. What a document means is the gateway's to know, except for versioning. */
public record SettingName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    static final SettingName VERSIONING = new SettingName("versioning");
    static final SettingName LIFECYCLE = new SettingName("lifecycle");

    public SettingName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not the name of a bucket setting: '" + value + "' (1 to 63 of a-z, 0-9 and '-')");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

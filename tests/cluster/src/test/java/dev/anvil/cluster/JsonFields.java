package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the command printed with {@code --json}. */
final class JsonFields {
    private JsonFields() {}

    /** Of an app that was just made. */
    static Suite.Keys keys(String json) {
        return new Suite.Keys(field(json, "clientId"), field(json, "clientSecret"));
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"([^\"]+)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }
}

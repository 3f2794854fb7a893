package dev.anvil.standalone.setting;

import dev.anvil.runtime.setting.PostgresUrl;
import dev.anvil.runtime.setting.SettingRefused;
import java.util.Map;
import java.util.Optional;

/** Where the two catalogues are: {@code postgres://} URLs with URL-encoded passwords. */
public record DatabaseUrls(String global, String regional) {
    /** Of a node that has nothing to do with databases. */
    public static final DatabaseUrls NONE = new DatabaseUrls("", "");

    private static final String GLOBAL = "GLOBAL_DATABASE_URL";
    private static final String REGIONAL = "REGIONAL_DATABASE_URL";

    static Optional<DatabaseUrls> of(Map<String, String> environment) {
        Optional<Given> global = Given.of(environment, GLOBAL);
        Optional<Given> regional = Given.of(environment, REGIONAL);
        if (global.isEmpty() && regional.isEmpty()) {
            return Optional.empty();
        }
        String globalUrl = checked(global, GLOBAL, REGIONAL);
        return Optional.of(new DatabaseUrls(globalUrl, checked(regional, REGIONAL, GLOBAL)));
    }

    private static String checked(Optional<Given> given, String name, String other) {
        String url = given.orElseThrow(() -> new SettingRefused(
                        name,
                        "(not set)",
                        "give both database URLs, or none (also not " + other + ") to use the embedded PostgreSQL"))
                .value();
        PostgresUrl ignored = PostgresUrl.parse(name, url);
        return url;
    }

    @Override
    public String toString() {
        return "DatabaseUrls[hidden]";
    }
}

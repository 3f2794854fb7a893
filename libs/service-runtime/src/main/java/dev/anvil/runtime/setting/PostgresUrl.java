package dev.anvil.runtime.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A database as {@code postgres://user:password@host:port/name?options}, parts URL-encoded, and as JDBC wants it. */
public record PostgresUrl(String jdbcUrl, String user, String password) {
    public static PostgresUrl parse(String variable, String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw refused(variable, "cannot be read");
        }
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equals("postgres") || scheme.equals("postgresql"))) {
            throw refused(variable, "does not begin with postgres://");
        }
        String path = uri.getRawPath();
        if (uri.getHost() == null || path == null || path.length() < 2) {
            throw refused(variable, "names no host or no database");
        }
        String[] account = decoded(uri.getRawUserInfo()).split(":", 2);
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new PostgresUrl(
                "jdbc:postgresql://" + uri.getHost() + ":" + port + path + options,
                URLDecoder.decode(account[0], StandardCharsets.UTF_8),
                account.length < 2 ? "" : URLDecoder.decode(account[1], StandardCharsets.UTF_8));
    }

    private static String decoded(@Nullable String userInfo) {
        // A plus stands for itself in this part of a URL, but URLDecoder would make it a space.
        return userInfo == null ? "" : userInfo.replace("+", "%2B");
    }

    /** The value itself is not shown: it holds a password. */
    private static SettingRefused refused(String variable, String problem) {
        return new SettingRefused(
                variable,
                "a URL that " + problem,
                "write it as postgres://USER:PASSWORD@HOST:PORT/DATABASE, with special characters of the password URL-encoded");
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}

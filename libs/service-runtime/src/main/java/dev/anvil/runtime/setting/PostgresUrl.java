package dev.anvil.runtime.setting;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database as {@code postgres://user:password@host:port/name?options}, parts URL-encoded, and as JDBC wants it. Several hosts,
 * separated by commas, are a primary and its standbys: whichever of them is the primary now is meant.
 */
public record PostgresUrl(String jdbcUrl, String user, String password) {
    private static final String TARGET = "targetServerType";
    private static final Pattern URL =
            Pattern.compile("postgres(ql)?://(?<authority>[^/?#\\s]+)(?<path>/[^/?#\\s]+)([?](?<query>[^#\\s]*))?");
    private static final int DEFAULT_PORT = 5432;
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");

    public static PostgresUrl parse(String variable, String text) {
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw refused(
                    variable,
                    text.strip().startsWith("postgres")
                            ? "names no host or no database"
                            : "does not begin with postgres://");
        }
        String authority = url.group("authority");
        int at = authority.lastIndexOf('@');
        String[] account = (at < 0 ? "" : authority.substring(0, at)).split(":", 2);
        List<String> hosts = new ArrayList<>();
        for (String host : authority.substring(at + 1).split(",", -1)) {
            hosts.add(withPort(variable, host));
        }
        return new PostgresUrl(
                "jdbc:postgresql://" + String.join(",", hosts) + url.group("path")
                        + options(url.group("query"), hosts.size() > 1),
                decoded(variable, account[0]),
                account.length < 2 ? "" : decoded(variable, account[1]));
    }

    private static String withPort(String variable, String host) {
        if (!HOST.matcher(host).matches()) {
            throw refused(variable, "names a host that cannot be one");
        }
        boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        return hasPort ? host : host + ":" + DEFAULT_PORT;
    }

    private static String options(@Nullable String query, boolean severalHosts) {
        String given = query == null ? "" : query;
        if (!severalHosts || given.contains(TARGET)) {
            return given.isEmpty() ? "" : "?" + given;
        }
        return "?" + given + (given.isEmpty() ? "" : "&") + TARGET + "=primary";
    }

    private static String decoded(String variable, String encoded) {
        try {
            // A plus stands for itself in this part of a URL, but URLDecoder would make it a space.
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused(variable, "has a % that encodes nothing in its user or password");
        }
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

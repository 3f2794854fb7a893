package dev.anvil.gateway.s3.cors;

import dev.anvil.gateway.s3.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One rule of a bucket. Origins and headers may hold one star, which stands for anything. */
record CorsRule(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        @Nullable String maxAge) {
    static CorsRule of(XmlElement rule) {
        return new CorsRule(
                texts(rule, "AllowedOrigin"),
                texts(rule, "AllowedMethod"),
                texts(rule, "AllowedHeader"),
                texts(rule, "ExposeHeader"),
                rule.text("MaxAgeSeconds").map(String::strip).orElse(null));
    }

    boolean allows(CorsQuestion question) {
        return methods.contains(question.method())
                && origins.stream().anyMatch(pattern -> matches(pattern, question.origin()))
                && question.headers().stream().allMatch(this::allowsHeader);
    }

    /** What the browser is told: the origin itself, unless the rule is for everybody. */
    String origin(CorsQuestion question) {
        return origins.contains("*") ? "*" : question.origin();
    }

    private boolean allowsHeader(String header) {
        return headers.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), header));
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(text)
                : text.length() >= pattern.length() - 1
                        && text.startsWith(pattern.substring(0, star))
                        && text.endsWith(pattern.substring(star + 1));
    }

    private static List<String> texts(XmlElement rule, String name) {
        return rule.children(name).stream().map(child -> child.text().strip()).toList();
    }
}

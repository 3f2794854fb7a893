package dev.anvil.gateway.policy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${aws:username}} and the like, as policies use them to say "their own". */
final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private Variables() {}

    /** A variable that the request gives no value, or more than one, matches nothing. */
    static String fill(String pattern, Facts facts) {
        if (pattern.indexOf("${") < 0) {
            return pattern;
        }
        Matcher matcher = VARIABLE.matcher(pattern);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher.group(1), facts)));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String value(String name, Facts facts) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return name;
        }
        List<String> values = facts.of(name);
        // No key and no value holds this character, so nothing is equal to it.
        return values.size() == 1 ? values.getFirst() : "\0";
    }
}

package dev.anvil.gateway.policy;

import java.util.Locale;
import java.util.Set;

/** The keys of conditions that mean something to us beyond their values. Keys are the same in whatever case. */
final class Keys {
    private static final String EXISTING_TAG = "s3:existingobjecttag/";
    /** By these a statement for everybody can be for somebody in fact. */
    private static final Set<String> OF_SOMEBODY = Set.of(
            "aws:sourceip",
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:userid",
            "aws:username",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount");

    private Keys() {}

    static boolean isOfExistingTag(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith(EXISTING_TAG);
    }

    static boolean isOfSomebody(String key) {
        return OF_SOMEBODY.contains(key.toLowerCase(Locale.ROOT));
    }
}

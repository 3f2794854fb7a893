package dev.anvil.gateway.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody that a policy names. */
sealed interface Principal {
    /** Whoever asks, known or not. */
    record Everybody() implements Principal {}

    /** The apps of a tenant. */
    record OfTenant(String tenant) implements Principal {}

    /** One app; of whichever tenant has it where the tenant is empty. */
    record OfApp(String tenant, String app) implements Principal {}

    /** What exists elsewhere and not here, such as a service of AWS: it never asks. */
    record Stranger(String name) implements Principal {}

    Pattern ARN = Pattern.compile("arn:[a-z-]+:iam::([^:/]*):(root|user/(.+)|role/(.+)|federated-user/(.+))");
    Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** From the value of {@code AWS}; null where it names nobody that there could be. */
    static @Nullable Principal ofAws(String text) {
        if (text.equals("*")) {
            return new Everybody();
        }
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return ofArn(text, arn);
        }
        return ACCOUNT.matcher(text).matches() ? new OfTenant(text) : null;
    }

    private static Principal ofArn(String text, Matcher arn) {
        String tenant = arn.group(1);
        String user = arn.group(3);
        if (arn.group(2).equals("root")) {
            return new OfTenant(tenant);
        }
        if (user == null) {
            return new Stranger(text);
        }
        // Some stores have users where we have tenants, and write no account before them.
        return tenant.isEmpty() ? new OfTenant(user) : new OfApp(tenant, user.substring(user.lastIndexOf('/') + 1));
    }

    default boolean names(Asker asker) {
        return switch (this) {
            case Everybody all -> true;
            case OfTenant of -> asker.tenantNames().contains(of.tenant());
            case OfApp of ->
                asker.tenantNames().contains(of.tenant()) && of.app().equals(asker.appName());
            case Stranger stranger -> false;
        };
    }
}

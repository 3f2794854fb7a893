package dev.anvil.metadata.app;

import dev.anvil.model.BucketName;
import java.util.Set;

/** What an app may do, and to what: an action such as {@code object:read}, on a resource such as {@code bucket/prefix/*}. */
public record Policy(String action, String resource) {
    private static final int MAX_RESOURCE_CHARACTERS = 1_200;
    private static final Set<String> ACTIONS = Set.of(
            "*",
            "bucket:*",
            "bucket:create",
            "bucket:read",
            "bucket:write",
            "bucket:delete",
            "bucket:list",
            "object:*",
            "object:read",
            "object:write",
            "object:delete",
            "object:list",
            "policy:*",
            "policy:grant");

    public Policy {
        if (!ACTIONS.contains(action)) {
            throw new IllegalArgumentException(
                    "not an action: '" + action
                            + "' (\"*\", \"bucket:\" with create, read, write, delete, list or *, \"object:\" with read, write, delete, list or *, \"policy:grant\")");
        }
        if (!isResource(resource)) {
            throw new IllegalArgumentException("not a resource: '" + resource
                    + "' (\"*\", \"BUCKET\", \"BUCKET/*\" or \"BUCKET/PREFIX/*\"; '*' only as the last part)");
        }
    }

    /** A star in the middle would look like a wildcard and match nothing. */
    private static boolean isResource(String resource) {
        if (resource.equals("*")) {
            return true;
        }
        int slash = resource.indexOf('/');
        String bucket = slash < 0 ? resource : resource.substring(0, slash);
        String rest = slash < 0 ? "" : resource.substring(slash + 1);
        int star = rest.indexOf('*');
        return resource.length() <= MAX_RESOURCE_CHARACTERS
                && BucketName.isValid(bucket)
                && resource.indexOf('\0') < 0
                && (slash < 0 || !rest.isEmpty())
                && (star < 0 || star == rest.length() - 1);
    }
}

package dev.anvil.gateway.catalogue;

import dev.anvil.model.TenantId;
import java.util.regex.Pattern;

/** A key that has a name. Names are a tenant's own: the same name is another key at another tenant. */
public record NamedKey(TenantId owner, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:/_.=@+-]{1,256}");

    public NamedKey {
        if (!isName(name)) {
            throw new IllegalArgumentException("no name of a key: " + name);
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}

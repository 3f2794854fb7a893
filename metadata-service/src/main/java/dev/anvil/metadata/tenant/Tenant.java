package dev.anvil.metadata.tenant;

import dev.anvil.metadata.quota.Quota;
import dev.anvil.model.TenantId;
import java.time.Instant;

/** Who owns buckets and apps. */
public record Tenant(
        TenantId id,
        TenantName name,
        String displayName,
        String email,
        CanonicalId canonicalId,
        Instant created,
        Quota quota) {
    private static final int MAX_DISPLAY_NAME_CHARACTERS = 256;
    private static final int MAX_EMAIL_CHARACTERS = 320;

    public Tenant {
        if (displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME_CHARACTERS || hasControls(displayName)) {
            throw new IllegalArgumentException("a tenant's display name has 1 to " + MAX_DISPLAY_NAME_CHARACTERS
                    + " characters, no control characters among them");
        }
        if (email.length() > MAX_EMAIL_CHARACTERS || hasControls(email)) {
            throw new IllegalArgumentException("a tenant's email address has at most " + MAX_EMAIL_CHARACTERS
                    + " characters, no control characters among them");
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}

package dev.anvil.gateway.catalogue;

import java.util.Locale;

/** The documents that a bucket can carry. The catalogue keeps them as text; what they mean is decided here. */
public enum BucketSetting {
    ACL,
    CORS,
    ENCRYPTION,
    LIFECYCLE,
    LOCATION,
    LOGGING,
    NOTIFICATION,
    OBJECT_LOCK,
    OWNERSHIP,
    POLICY,
    PUBLIC_ACCESS,
    PUBLIC_ACCESS_BLOCK,
    REQUEST_PAYMENT,
    TAGGING,
    VERSIONING,
    WEBSITE;

    public String documentName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

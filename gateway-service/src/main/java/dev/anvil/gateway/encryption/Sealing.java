package dev.anvil.gateway.encryption;

import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.model.ETag;

/** That something is encrypted: the key, and what the catalogue is to remember of it. */
public record Sealing(DataKey key, Encryption encryption) {
    /** What is encrypted for a client shall not be known by its MD5. */
    public ETag tag(ETag md5) {
        return switch (encryption) {
            case Encryption.ByService by -> md5;
            case Encryption.ByNamedKey by -> md5;
            case Encryption.ByCustomer by -> key.tagInPlaceOf(md5);
        };
    }
}

package dev.anvil.metadata.change;

import dev.anvil.metadata.change.Change.BucketChanged;
import dev.anvil.metadata.change.Change.CredentialChanged;
import dev.anvil.metadata.change.Change.EverythingChanged;

/** A change as it travels through PostgreSQL: a word and a name. */
final class ChangeText {
    private static final String BUCKET = "bucket ";
    private static final String CREDENTIAL = "credential ";
    private static final String EVERYTHING = "everything";

    private ChangeText() {}

    static String write(Change change) {
        return switch (change) {
            case BucketChanged bucket -> BUCKET + bucket.bucketName();
            case CredentialChanged credential -> CREDENTIAL + credential.clientId();
            case EverythingChanged everything -> EVERYTHING;
        };
    }

    /** A word that a newer replica knows and this one does not may mean anything. */
    static Change read(String text) {
        if (text.startsWith(BUCKET)) {
            return new BucketChanged(text.substring(BUCKET.length()));
        }
        if (text.startsWith(CREDENTIAL)) {
            return new CredentialChanged(text.substring(CREDENTIAL.length()));
        }
        return new EverythingChanged();
    }
}

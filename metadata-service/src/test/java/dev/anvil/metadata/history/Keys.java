package dev.anvil.metadata.history;

import dev.anvil.metadata.bucket.Versioning;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys of some buckets as clients see them. A key's value is its entity tag, an empty text where nothing is there. What is refused
 * throws a ServiceFailure, what is not answered {@link Unanswered}.
 */
public interface Keys {
    /** Of one key. */
    record Place(int bucket, String key) {}

    /** A change that was prepared: sent again, it is the same one. */
    interface Change {
        /** @return what is there now */
        String send();
    }

    /** The last bucket is the one whose versioning changes. */
    int buckets();

    /**
     * @param ifMatch null: no such condition
     * @param ifNoneMatch null: no such condition
     */
    Change put(Place place, String value, @Nullable String ifMatch, @Nullable String ifNoneMatch);

    Change delete(Place place);

    Change copy(Place source, String ifMatch, Place place);

    /** Uploads one part; what is then to be sent completes the upload. */
    Change upload(Place place, String part);

    Map<String, String> list(int bucket);

    String look(Place place);

    void version(int bucket, Versioning versioning);
}

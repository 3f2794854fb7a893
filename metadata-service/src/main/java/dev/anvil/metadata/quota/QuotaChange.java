package dev.anvil.metadata.quota;

import org.jspecify.annotations.Nullable;

/** Null stays as it is, negative is no limit any more. */
public record QuotaChange(@Nullable Long bytes, @Nullable Long objects) {
    public static final QuotaChange NONE = new QuotaChange(null, null);

    public Quota of(Quota old) {
        return new Quota(changed(old.bytes(), bytes), changed(old.objects(), objects));
    }

    private static @Nullable Long changed(@Nullable Long old, @Nullable Long asked) {
        if (asked == null) {
            return old;
        }
        return asked < 0 ? null : asked;
    }
}

package dev.anvil.metadata.quota;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The most that there may be; null is no limit. */
public record Quota(@Nullable Long bytes, @Nullable Long objects) {
    public static final Quota NONE = new Quota(null, null);

    public Quota {
        if ((bytes != null && bytes < 0) || (objects != null && objects < 0)) {
            throw new IllegalArgumentException("a quota is not negative");
        }
    }

    public static Quota of(ResultSet row, String bytesColumn, String objectsColumn) throws SQLException {
        return new Quota(row.getObject(bytesColumn, Long.class), row.getObject(objectsColumn, Long.class));
    }
}

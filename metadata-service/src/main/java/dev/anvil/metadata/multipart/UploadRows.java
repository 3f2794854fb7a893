package dev.anvil.metadata.multipart;

import dev.anvil.metadata.object.Guards;
import dev.anvil.metadata.object.StoredGuards;
import dev.anvil.metadata.object.StoredJson;
import dev.anvil.model.AppId;
import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads rows of uploads and parts. */
final class UploadRows {
    private UploadRows() {}

    /** Listings leave out what guards an upload. */
    static Upload upload(ResultSet row, int index) throws SQLException {
        return upload(row, Guards.NONE);
    }

    static Upload guardedUpload(ResultSet row, int index) throws SQLException {
        return upload(row, StoredGuards.guards(row.getString("extras")));
    }

    private static Upload upload(ResultSet row, Guards guards) throws SQLException {
        UUID by = row.getObject("initiated_by", UUID.class);
        String algorithm = row.getString("checksum_algorithm");
        return new Upload(
                new UploadId(row.getString("upload_id")),
                row.getString("key"),
                row.getObject("initiated", OffsetDateTime.class).toInstant(),
                by == null ? null : new AppId(by),
                StoredJson.attributes(row.getString("attributes")).with(guards),
                StoredJson.tags(row.getString("tags")),
                algorithm == null ? null : Checksum.Algorithm.valueOf(algorithm),
                row.getBoolean("checksum_full_object"));
    }

    static Part part(ResultSet row, int index) throws SQLException {
        return new Part(
                new PartNumber(row.getInt("part_number")),
                row.getLong("size"),
                new ETag(row.getString("etag")),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                StoredJson.checksums(row.getString("checksums")));
    }
}

package dev.anvil.metadata.rpc;

import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.blob.Blobs;
import dev.anvil.metadata.blob.SweepHalt;
import dev.anvil.metadata.database.OnRegionalRole;
import dev.anvil.metadata.listing.ObjectListings;
import dev.anvil.metadata.multipart.UploadCompletions;
import dev.anvil.metadata.multipart.Uploads;
import dev.anvil.metadata.object.ObjectAcls;
import dev.anvil.metadata.object.ObjectCommits;
import dev.anvil.metadata.object.ObjectDeletions;
import dev.anvil.metadata.object.ObjectHolds;
import dev.anvil.metadata.object.ObjectLookups;
import dev.anvil.metadata.object.ObjectParts;
import dev.anvil.metadata.object.ObjectTags;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnRegionalRole
class RegionalRpcConfiguration {
    @Bean
    ObjectCatalogueService objectCatalogueService(
            ObjectCommits commits,
            ObjectLookups lookups,
            ObjectDeletions deletions,
            ObjectTags tags,
            ObjectAcls acls,
            ObjectHolds holds,
            ObjectParts parts,
            ObjectListings listings) {
        return new ObjectCatalogueService(commits, lookups, deletions, tags, acls, holds, parts, listings);
    }

    @Bean
    UploadCatalogueService uploadCatalogueService(Uploads uploads, UploadCompletions completions) {
        return new UploadCatalogueService(uploads, completions);
    }

    @Bean
    BlobCatalogueService blobCatalogueService(Blobs blobs, SweepHalt halt, Optional<AuditLog> audit) {
        return new BlobCatalogueService(blobs, halt, audit);
    }
}

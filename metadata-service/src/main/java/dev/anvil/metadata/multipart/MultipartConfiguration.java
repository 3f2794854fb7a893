package dev.anvil.metadata.multipart;

import dev.anvil.metadata.blob.BlobParameters;
import dev.anvil.metadata.database.OnRegionalRole;
import dev.anvil.metadata.database.RegionalDatabase;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnRegionalRole
class MultipartConfiguration {
    @Bean
    Uploads uploads(RegionalDatabase database, BlobParameters blobs, InstantSource clock) {
        return new Uploads(database, blobs, clock);
    }

    @Bean
    UploadCompletions uploadCompletions(RegionalDatabase database, BlobParameters blobs) {
        return new UploadCompletions(database, blobs);
    }
}

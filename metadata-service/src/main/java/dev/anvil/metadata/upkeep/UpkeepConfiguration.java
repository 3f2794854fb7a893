package dev.anvil.metadata.upkeep;

import dev.anvil.metadata.blob.BlobRules;
import dev.anvil.metadata.database.OnRegionalRole;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.metadata.usage.ReportedUsage;
import dev.anvil.metadata.usage.Usage;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnRegionalRole
@EnableConfigurationProperties(UpkeepSettings.class)
class UpkeepConfiguration {
    @Bean
    UpkeepLoop upkeepLoop(
            RegionalDatabase database,
            Usage usage,
            Optional<ReportedUsage> reported,
            BlobRules rules,
            UpkeepSettings settings) {
        return new UpkeepLoop(new Upkeep(database, usage, reported, rules.memoryOfCommits()), settings.pause());
    }
}

package dev.anvil.storage.rpc;

import dev.anvil.storage.drive.LocalDrives;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the drives behind gRPC. */
@Configuration(proxyBeanMethods = false)
class RpcConfiguration {
    @Bean
    WriteSessions writeSessions(LocalDrives drives) {
        return new WriteSessions(drives);
    }

    @Bean
    ShardRpc shardRpc(LocalDrives drives, WriteSessions writes) {
        return new ShardRpc(drives, writes);
    }
}

package dev.anvil.gateway.api;

import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.CredentialDirectory;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.content.ContentReader;
import dev.anvil.gateway.content.ContentWriter;
import dev.anvil.gateway.encryption.KeyRing;
import dev.anvil.gateway.pace.Admission;
import dev.anvil.gateway.pace.AppPace;
import dev.anvil.gateway.quota.QuotaGuard;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.object.ObjectLookup;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.PublicServices;
import dev.anvil.runtime.membership.MembershipLink;
import io.grpc.ManagedChannel;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiSettings.class)
class ApiConfiguration {
    @Bean
    PublicServices publicServices() {
        return new PublicServices(PublicApi.PREFIXES);
    }

    @Bean
    AccessTokens accessTokens(ApiSettings settings, InstantSource clock) {
        return new AccessTokens(
                TokenSecret.of(settings.jwtSecret()), settings.other().stream().toList(), clock);
    }

    @Bean
    @GlobalServerInterceptor
    @Order(10)
    BearerInterceptor bearerInterceptor(AccessTokens tokens, CredentialDirectory credentials, AppPace pace) {
        return new BearerInterceptor(tokens, credentials, pace);
    }

    @Bean
    AuthApi authApi(AccessTokens tokens, CredentialDirectory credentials) {
        return new AuthApi(tokens, credentials);
    }

    @Bean
    ApiBuckets apiBuckets(BucketDirectory buckets, Authorizer authorizer, RegionName region) {
        return new ApiBuckets(buckets, authorizer, region);
    }

    @Bean
    BucketApi bucketApi(
            BucketCatalogue catalogue,
            ApiBuckets buckets,
            Authorizer authorizer,
            ChangeListeners changes,
            RegionName region) {
        return new BucketApi(catalogue, buckets, authorizer, changes, region);
    }

    @Bean
    ObjectApi objectApi(
            ApiBuckets buckets,
            BucketCalls calls,
            ObjectCatalogue objects,
            UploadCatalogue uploads,
            ObjectLookup lookup,
            ContentWriter writer,
            ContentReader reader,
            BlockPool blocks,
            QuotaGuard quotas,
            KeyRing keys,
            Admission admission,
            InstantSource clock) {
        NewObjects fresh = new NewObjects(keys, clock);
        ObjectUpload upload =
                new ObjectUpload(buckets, calls, writer, objects, uploads, blocks, quotas::admit, fresh, clock);
        ObjectParts parts = new ObjectParts(buckets, calls, objects, uploads, quotas::admit, fresh, clock);
        ObjectDownload download = new ObjectDownload(buckets, lookup, reader, keys);
        return new ObjectApi(buckets, calls, objects, lookup, upload, parts, download, admission);
    }

    @Bean(destroyMethod = "close")
    AdminPeers adminPeers(ManagedChannel metadataChannel, MembershipLink membership, ServiceChannels channels) {
        return new AdminPeers(metadataChannel, membership::connectedTo, channels::open);
    }

    @Bean
    DriveQuestions driveQuestions(MembershipLink membership, ServiceChannels channels) {
        return new DriveQuestions(membership::current, channels::open);
    }

    /** Whoever knows a gateway's public address has no business with it, so gateways serve it only when they are told to. */
    @Bean
    @ConditionalOnBooleanProperty("anvil.gateway.api.admin")
    AdminApi adminApi(AdminPeers peers, DriveQuestions drives, ChangeListeners changes, BucketDirectory buckets) {
        return new AdminApi(peers, drives, changes, buckets);
    }
}

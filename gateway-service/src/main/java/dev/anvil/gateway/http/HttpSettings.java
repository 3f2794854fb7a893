package dev.anvil.gateway.http;

import dev.anvil.model.RegionName;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway listens, what it is called, and how much it does at once. Set as HTTP_BIND_ADDR, API_LISTEN_ADDR, REGION,
 * ANVIL_S3_DOMAIN, ANVIL_MAX_REQUESTS, ANVIL_APP_REQUESTS_PER_SECOND and ANVIL_CLIENT_SILENCE.
 */
@ConfigurationProperties("anvil.gateway")
record HttpSettings(
        @DefaultValue("0.0.0.0:9000") String s3Address,
        @DefaultValue("0.0.0.0:50051") String apiAddress,
        @DefaultValue("") String s3Domain,
        @DefaultValue("") String region,
        @DefaultValue("0") int maxRequests,
        @DefaultValue("0") int appRequestsPerSecond,
        @DefaultValue("60s") Duration clientSilence) {
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    HttpSettings {
        if (clientSilence.compareTo(SHORTEST_SILENCE) < 0 || clientSilence.compareTo(LONGEST_SILENCE) > 0) {
            throw new SettingRefused(
                    "ANVIL_CLIENT_SILENCE",
                    "'" + clientSilence + "'",
                    "give a time from " + SHORTEST_SILENCE.toSeconds() + "s to " + LONGEST_SILENCE.toMinutes() + "m");
        }
        if (appRequestsPerSecond < 0) {
            throw new SettingRefused(
                    "ANVIL_APP_REQUESTS_PER_SECOND",
                    "'" + appRequestsPerSecond + "'",
                    "give the number of requests that one app may make in a second, or 0 for no limit");
        }
        if (maxRequests < 0) {
            throw new SettingRefused(
                    "ANVIL_MAX_REQUESTS",
                    "'" + maxRequests + "'",
                    "give the number of requests to serve at once, or 0 for as many as the heap is good for");
        }
    }

    int requestsAtOnce() {
        return maxRequests == 0 ? TomcatTuning.LIMITS.requests() : maxRequests;
    }

    HostPort s3Listen() {
        return HostPort.parse("HTTP_BIND_ADDR", s3Address);
    }

    ListenAddresses listenAddresses() {
        HostPort api = HostPort.parse("API_LISTEN_ADDR", apiAddress);
        return new ListenAddresses(resolve(s3Listen()), api.toString());
    }

    private static InetAddress resolve(HostPort listen) {
        try {
            return InetAddress.getByName(listen.host());
        } catch (UnknownHostException e) {
            throw new SettingRefused(
                    "HTTP_BIND_ADDR", "'" + listen + "'", "give an address of this machine, for example 0.0.0.0:9000");
        }
    }

    RegionName regionName() {
        try {
            return new RegionName(region);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(
                    "REGION",
                    region.isEmpty() ? "(not set)" : "'" + region + "'",
                    "give the name of this gateway's region, 1 to 63 of a-z, 0-9 and '-', for example eu-west-1");
        }
    }

    /** In lower case; empty where buckets are named in paths only. */
    String domain() {
        return s3Domain.strip().toLowerCase(Locale.ROOT);
    }
}

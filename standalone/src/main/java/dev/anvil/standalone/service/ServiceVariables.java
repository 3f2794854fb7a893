package dev.anvil.standalone.service;

import dev.anvil.runtime.setting.HostPort;
import dev.anvil.standalone.setting.DatabaseUrls;
import dev.anvil.standalone.setting.Secrets;
import dev.anvil.standalone.setting.ServiceRole;
import dev.anvil.standalone.setting.UpSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What each service is told, in the variables that it would also read as a process of its own. */
record ServiceVariables(UpSettings settings, Secrets secrets, DatabaseUrls databases) {
    /** Where the services speak with each other. */
    static final String INSIDE = "127.0.0.1";

    private static final String ANY_PORT = "0";
    private static final String NO_WEB = "spring.main.web-application-type";
    private static final String WITHOUT = "spring.autoconfigure.exclude";

    /** What Boot would set up because the libraries of metadata-service are on the common class path. */
    private static final List<String> ONLY_FOR_METADATA = List.of(
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration");

    /** There is one process, and the service that answers for all measures it. */
    private static final List<String> METERS_OF_THE_PROCESS = List.of(
            "org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration");

    Map<String, String> membership() {
        Map<String, String> told = inside(ServiceRole.MEMBERSHIP, "MEMBERSHIP", "readinessState");
        withoutDatabase(told);
        told.putAll(settings.cluster().variables());
        told.put(
                "ANVIL_MEMBERSHIP_DATA",
                settings.folder().root().resolve("membership").toString());
        return told;
    }

    Map<String, String> metadata() {
        Map<String, String> told = inside(ServiceRole.METADATA, "METADATA", "readinessState,catalogue");
        reachableBySiblings(told);
        told.put("GLOBAL_DATABASE_URL", databases.global());
        told.put("REGIONAL_DATABASE_URL", databases.regional());
        told.put("ANVIL_SECRET_ENCRYPTION_KEY", secrets.encryptionKey());
        return told;
    }

    Map<String, String> storage(Siblings siblings) {
        Map<String, String> told = inside(ServiceRole.STORAGE, "STORAGE", "readinessState,drives,membership");
        reachableBySiblings(told);
        withoutDatabase(told);
        HostPort listen = settings.cluster().storage();
        told.put("ANVIL_STORAGE_BIND", listen.host());
        told.put("ANVIL_STORAGE_PORT", String.valueOf(listen.port()));
        // The gateways of all nodes come here. Port 0 stands for the one that the service listens on.
        told.put(
                "PUBLIC_GRPC_ADDR",
                settings.cluster()
                        .publicHost()
                        .map(host -> new HostPort(host, 0).toString())
                        .orElse(""));
        siblings.tell(told);
        told.put("ANVIL_STORAGE_DRIVES", drives());
        told.put("ANVIL_STORAGE_DRIVES_ROOT", "");
        return told;
    }

    Map<String, String> worker(Siblings siblings) {
        Map<String, String> told = inside(ServiceRole.WORKER, "GC_WORKER", "readinessState,membership");
        withoutDatabase(told);
        siblings.tell(told);
        return told;
    }

    Map<String, String> gateway(Siblings siblings) {
        // What it has to do without stands in its own settings: a list given here would replace that one.
        Map<String, String> told = common();
        siblings.tell(told);
        told.put("JWT_SECRET", secrets.jwt());
        // All that there is serves its own machine, unless somebody wants otherwise.
        told.put("ANVIL_ADMIN_API", "true");
        told.put("ANVIL_SECRET_ENCRYPTION_KEY", secrets.encryptionKey());
        told.put("PUBLIC_API_ADDR", settings.cluster().publicApi());
        told.put("API_LISTEN_ADDR", settings.api().toString());
        told.put("HTTP_BIND_ADDR", settings.s3().toString());
        told.put("ANVIL_GATEWAY_MANAGEMENT_BIND", settings.management().host());
        told.put(
                "ANVIL_GATEWAY_MANAGEMENT_PORT",
                String.valueOf(settings.management().port()));
        // The health of the siblings is worth nothing unless it says which of them is ill.
        told.put("management.endpoint.health.show-details", "always");
        return told;
    }

    /** @param ready what its own readiness is made of */
    private Map<String, String> inside(ServiceRole role, String service, String ready) {
        Map<String, String> told = common();
        told.put("ANVIL_" + service + "_BIND", INSIDE);
        told.put("ANVIL_" + service + "_PORT", ANY_PORT);
        // Only the gateway is behind something that balances. Five delays one after the other would outlast the
        // patience of who stops us.
        told.put("anvil.drain.delay", "0s");
        if (role == settings.roles().answering()) {
            told.put("server.address", settings.management().host());
            told.put("server.port", String.valueOf(settings.management().port()));
            told.put("management.endpoint.health.group.readiness.include", ready + "," + SiblingHealth.NAME);
        } else {
            told.put(NO_WEB, "none");
            told.put(WITHOUT, String.join(",", METERS_OF_THE_PROCESS));
        }
        return told;
    }

    /** Siblings call it without a socket; the name is unique in this process, where tests may run several suites. */
    private static void reachableBySiblings(Map<String, String> told) {
        told.put("spring.grpc.server.inprocess.name", "anvil-" + UUID.randomUUID());
    }

    private Map<String, String> common() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("REGION", settings.region().value());
        told.put("ANVIL_CLUSTER_SECRET", secrets.cluster());
        // Siblings reach each other where they listen, whatever address the world has for this machine.
        told.put("PUBLIC_GRPC_ADDR", "");
        return told;
    }

    private static void withoutDatabase(Map<String, String> told) {
        told.merge(WITHOUT, String.join(",", ONLY_FOR_METADATA), (already, more) -> already + "," + more);
    }

    private String drives() {
        return settings.folder().drives(settings.drives()).stream()
                .map(Path::toString)
                .collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return "ServiceVariables[hidden]";
    }
}

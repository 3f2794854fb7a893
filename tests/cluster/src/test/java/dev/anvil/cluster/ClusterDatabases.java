package dev.anvil.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL with the global and the regional database, as a cluster is given it, and room for the pools of six nodes. */
final class ClusterDatabases {
    private ClusterDatabases() {}

    static EmbeddedPostgres start() throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database anvil_global encoding 'UTF8' template template0");
            statement.execute("create database anvil_regional encoding 'UTF8' template template0");
        }
        return postgres;
    }

    /** The settings that every node of a cluster of tests shares. */
    static Map<String, String> settings(String host, int port, String region, String clusterSecret) {
        String url = "postgres://postgres:postgres@" + host + ":" + port + "/";
        return Map.of(
                "GLOBAL_DATABASE_URL",
                url + "anvil_global",
                "REGIONAL_DATABASE_URL",
                url + "anvil_regional",
                "REGION",
                region,
                "JWT_SECRET",
                "0123456789abcdef".repeat(4),
                "ANVIL_SECRET_ENCRYPTION_KEY",
                "00112233445566778899aabbccddeeff".repeat(2),
                "ANVIL_CLUSTER_SECRET",
                clusterSecret);
    }
}

package dev.anvil.metadata.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections beside the pool, for who keeps one for as long as the service runs. Whoever opens one closes it. */
@FunctionalInterface
public interface DirectConnections {
    Connection open() throws SQLException;
}

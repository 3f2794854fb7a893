/**
 * The two databases, and what every feature takes from them: a {@code DataSource}, a {@code JdbcClient} and a {@code
 * TransactionTemplate} each, told apart by {@link dev.anvil.metadata.database.Global} and {@link
 * dev.anvil.metadata.database.Regional}. No transaction ever spans both. Pools, waits and statements are bounded; a
 * database that is away costs a caller a few seconds, never a hang.
 */
@NullMarked
package dev.anvil.metadata.database;

import org.jspecify.annotations.NullMarked;

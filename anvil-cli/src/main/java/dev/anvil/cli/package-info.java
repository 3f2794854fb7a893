/**
 * The {@code anvil} command's client side: one class per command, speaking gRPC to a gateway or reading the data folder
 * of an instance on this machine. No Spring, because a command should answer before one wonders whether it hangs.
 *
 * <p>Exit codes are a promise: 0 done, 1 failed, 2 used wrongly.
 */
@NullMarked
package dev.anvil.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The suite as its users meet it: started by the command {@code anvil} or service by service, spoken to by the clients that
 * people really use. Nothing in here knows a class of Anvil; what is checked is what comes out of a socket.
 */
@NullMarked
package dev.anvil.cluster;

import org.jspecify.annotations.NullMarked;

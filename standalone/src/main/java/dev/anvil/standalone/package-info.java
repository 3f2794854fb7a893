/**
 * All services in one process, for a laptop or a small server: {@code anvil up}.
 *
 * <p>The services stay what they are: each is a Spring context of its own, told about the others by the same variables
 * that it would read as a process of its own, and speaks gRPC with them. Nothing is shared but the JVM.
 */
@NullMarked
package dev.anvil.standalone;

import org.jspecify.annotations.NullMarked;

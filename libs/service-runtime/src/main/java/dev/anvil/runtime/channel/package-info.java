/**
 * Channels to other services: with credential, deadline, keep-alive and bounded buffers.
 */
@NullMarked
package dev.anvil.runtime.channel;

import org.jspecify.annotations.NullMarked;

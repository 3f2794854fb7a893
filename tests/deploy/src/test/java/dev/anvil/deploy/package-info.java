/**
 * What operators copy from {@code deploy/} is read, rendered and checked here, without a cluster and without containers.
 */
@NullMarked
package dev.anvil.deploy;

import org.jspecify.annotations.NullMarked;

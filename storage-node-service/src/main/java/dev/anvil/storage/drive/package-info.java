/**
 * The drives of this node: which folders they are, whose they are, and that nobody else has them open. One that cannot be
 * opened is reported and left alone; the others serve.
 */
@NullMarked
package dev.anvil.storage.drive;

import org.jspecify.annotations.NullMarked;

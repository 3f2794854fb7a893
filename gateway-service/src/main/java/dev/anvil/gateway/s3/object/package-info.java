/** Operations on objects: putting, getting, copying, deleting. Bytes stream through; nothing here holds an object in memory. */
@NullMarked
package dev.anvil.gateway.s3.object;

import org.jspecify.annotations.NullMarked;

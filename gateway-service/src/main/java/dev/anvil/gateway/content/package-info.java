/**
 * Bytes of objects, on their way to drives and back. What is written here is visible to nobody until the catalogue has
 * committed it; from the moment that the commit is sent its shards belong to the catalogue (docs/PROTOCOL.md, rule SILENT),
 * which is why nothing outside this package ever deletes any.
 */
@NullMarked
package dev.anvil.gateway.content;

import org.jspecify.annotations.NullMarked;

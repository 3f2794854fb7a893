/**
 * What the first start asks of the metadata service.
 */
@NullMarked
package dev.anvil.standalone.peer;

import org.jspecify.annotations.NullMarked;

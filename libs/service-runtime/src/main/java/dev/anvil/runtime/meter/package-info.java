/** What every service measures of itself. */
@NullMarked
package dev.anvil.runtime.meter;

import org.jspecify.annotations.NullMarked;

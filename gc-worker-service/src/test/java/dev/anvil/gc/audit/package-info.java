@NullMarked
package dev.anvil.gc.audit;

import org.jspecify.annotations.NullMarked;

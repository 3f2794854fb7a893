@NullMarked
package dev.anvil.metadata.secret;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.anvil.runtime.request;

import org.jspecify.annotations.NullMarked;

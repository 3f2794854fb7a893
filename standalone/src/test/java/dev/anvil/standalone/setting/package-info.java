@NullMarked
package dev.anvil.standalone.setting;

import org.jspecify.annotations.NullMarked;

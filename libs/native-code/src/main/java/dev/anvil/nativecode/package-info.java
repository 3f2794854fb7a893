/** Native code that travels in our jars: found, unpacked, loaded, or a reason why not. JDK only. */
@NullMarked
package dev.anvil.nativecode;

import org.jspecify.annotations.NullMarked;

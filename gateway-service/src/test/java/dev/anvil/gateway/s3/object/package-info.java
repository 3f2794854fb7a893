@NullMarked
package dev.anvil.gateway.s3.object;

import org.jspecify.annotations.NullMarked;

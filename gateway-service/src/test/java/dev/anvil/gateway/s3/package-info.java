@NullMarked
package dev.anvil.gateway.s3;

import org.jspecify.annotations.NullMarked;

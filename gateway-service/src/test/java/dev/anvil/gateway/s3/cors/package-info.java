@NullMarked
package dev.anvil.gateway.s3.cors;

import org.jspecify.annotations.NullMarked;

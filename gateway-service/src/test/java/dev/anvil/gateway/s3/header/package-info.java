@NullMarked
package dev.anvil.gateway.s3.header;

import org.jspecify.annotations.NullMarked;

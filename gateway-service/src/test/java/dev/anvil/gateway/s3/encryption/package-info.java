@NullMarked
package dev.anvil.gateway.s3.encryption;

import org.jspecify.annotations.NullMarked;

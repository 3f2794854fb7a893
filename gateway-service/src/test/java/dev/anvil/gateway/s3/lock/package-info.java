@NullMarked
package dev.anvil.gateway.s3.lock;

import org.jspecify.annotations.NullMarked;

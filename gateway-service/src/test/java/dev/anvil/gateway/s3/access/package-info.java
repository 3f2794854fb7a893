@NullMarked
package dev.anvil.gateway.s3.access;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.anvil.gateway.s3.form;

import org.jspecify.annotations.NullMarked;

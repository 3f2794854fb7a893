/** What stands between permission and handler: quotas, and the region that a bucket lives in. */
@NullMarked
package dev.anvil.gateway.s3.gate;

import org.jspecify.annotations.NullMarked;

/** What operators watch of the catalogue: the queue of tasks, and what tenants hold. Counted now and then, not at every scrape. */
@NullMarked
package dev.anvil.metadata.metrics;

import org.jspecify.annotations.NullMarked;

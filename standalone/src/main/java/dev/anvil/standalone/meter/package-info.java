/**
 * The metrics of sibling contexts as one page. Whatever becomes of a sibling, the others' metrics are shown; those of the process
 * are there once.
 */
@NullMarked
package dev.anvil.standalone.meter;

import org.jspecify.annotations.NullMarked;

package dev.anvil.blob;

import dev.anvil.erasure.Unit;
import dev.anvil.erasure.UnitSet;

/** What was read of one stripe: units by slot, those that are present. The buffers are the reader's until it takes the next. */
@SuppressWarnings("ArrayRecordComponent") // short-lived, compared by nobody
record Stripe(int number, Unit[] units, UnitSet present, int unitLength) {}

package dev.anvil.storage.rpc;

import dev.anvil.storage.engine.Unit;

/** A unit to be sent, in memory that is only lent until that is done. */
record OutgoingUnit(Unit unit, RecordBuffers.Loan loan) {}

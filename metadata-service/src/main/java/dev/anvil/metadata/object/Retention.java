package dev.anvil.metadata.object;

import java.time.Instant;

/** Until when a version may not be deleted, and how strictly. */
public record Retention(Mode mode, Instant until) {
    /** Governance gives way to who may bypass it, compliance to nobody. */
    public enum Mode {
        GOVERNANCE(1),
        COMPLIANCE(2);

        private final int number;

        Mode(int number) {
            this.number = number;
        }

        /** As the table has it. */
        int number() {
            return number;
        }

        static Mode of(int number) {
            return number == COMPLIANCE.number ? COMPLIANCE : GOVERNANCE;
        }
    }
}

package dev.anvil.metadata.task;

/**
 * What goes first. Redundancy that is lost is made anew before anything is cleaned up, and walks over all there is, which take hours
 * and are late for nobody, come last.
 */
public enum TaskPriority {
    URGENT,
    ORDINARY,
    BACKGROUND;

    private static final int REPAIR_BLOB = 2;
    private static final int EXPIRE = 4;
    private static final int REBALANCE = 5;
    private static final int SWEEP_DRIVE = 7;

    /** Types that this version has never heard of are ordinary. */
    static TaskPriority of(TaskType type) {
        return switch (type.code()) {
            case REPAIR_BLOB -> URGENT;
            case EXPIRE, REBALANCE, SWEEP_DRIVE -> BACKGROUND;
            default -> ORDINARY;
        };
    }

    /** One that a later version knows is none of ours to judge. */
    static TaskPriority ofNumber(int number) {
        return number >= 0 && number < values().length ? values()[number] : ORDINARY;
    }

    short number() {
        return (short) ordinal();
    }
}

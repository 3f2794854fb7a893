package dev.anvil.runtime.membership;

/** A member cannot be used any more, or did not want us. */
public final class MemberLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean refusal;

    private MemberLost(String message, boolean refusal) {
        super(message);
        this.refusal = refusal;
    }

    public static MemberLost broken(String why) {
        return new MemberLost(why, false);
    }

    /** The member answered, and the answer was no. Somebody must repair something. */
    public static MemberLost refused(String why) {
        return new MemberLost(why, true);
    }

    public boolean isRefusal() {
        return refusal;
    }
}

package dev.anvil.metadata;

import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;

/** Why the regional catalogue refuses. The names are the contract's and those that the schema's functions answer. */
public enum Refusal {
    NO_SUCH_BUCKET(Kind.NOT_FOUND, "the bucket does not exist, or was deleted"),
    NO_SUCH_KEY(Kind.NOT_FOUND, "there is no object under this key"),
    NO_SUCH_VERSION(Kind.NOT_FOUND, "the object has no such version"),
    NO_SUCH_UPLOAD(Kind.NOT_FOUND, "there is no such upload; it may have been completed or aborted"),
    METHOD_NOT_ALLOWED(Kind.INVALID, "this version is a delete marker"),
    PRECONDITION_FAILED(Kind.PRECONDITION, "a condition of the request does not hold"),
    SHARD_TOO_OLD(Kind.PRECONDITION, "too much time passed since the bytes were written; write them again"),
    BORN_IN_FUTURE(
            Kind.INVALID,
            "an id was made by a clock that is more than 15 minutes ahead of the database's; set the clocks right"),
    CONFLICT(Kind.CONFLICT, "the object was changed at the same time; try again"),
    INVALID_PART(Kind.INVALID, "a part was not uploaded, or its entity tag or checksum is another"),
    INVALID_PART_ORDER(Kind.INVALID, "the parts are not in rising order"),
    PART_TOO_SMALL(Kind.INVALID, "a part other than the last is smaller than 5 MiB"),
    INVALID_CHECKSUM(Kind.INVALID, "the checksum of the whole object is not the one that was given"),
    WRONG_SIZE(Kind.INVALID, "the parts are not as long as the whole was said to be"),
    SWEEP_HALTED(
            Kind.PRECONDITION,
            "the catalogue was restored from a backup and does not know all shards; nothing is called garbage until an"
                    + " operator says `anvil admin sweep resume`"),
    OBJECT_LOCKED(Kind.DENIED, "the version is held by retention or by a legal hold"),
    INVALID_ARGUMENT(Kind.INVALID, "the request contradicts what is stored");

    private static final String OK = "OK";

    private final Kind kind;
    private final String sentence;

    Refusal(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    /** Throws what the outcome of a function says, unless it is a success. */
    public static void unlessOk(String outcome) {
        if (!OK.equals(outcome)) {
            throw valueOf(outcome).failure();
        }
    }

    public ServiceFailure failure() {
        return failure(sentence);
    }

    public ServiceFailure failure(String particulars) {
        // The contract has no word for clocks, and gateways have no other answer to it.
        String reason = this == BORN_IN_FUTURE ? INVALID_ARGUMENT.name() : name();
        return new ServiceFailure(kind, reason, particulars);
    }
}

package dev.anvil.gateway.policy;

/** Says in a sentence what is wrong with a document. */
public final class MalformedPolicy extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPolicy(String sentence) {
        super(sentence);
    }

    /** For who put the document. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

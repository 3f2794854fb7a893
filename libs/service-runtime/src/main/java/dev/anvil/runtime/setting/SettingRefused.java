package dev.anvil.runtime.setting;

/** A setting that a service will not start with. Says which, what it was, and what to do. */
public final class SettingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String variable;
    private final String value;
    private final String fix;

    public SettingRefused(String variable, String value, String fix) {
        super(variable + " is " + value + ": " + fix);
        this.variable = variable;
        this.value = value;
        this.fix = fix;
    }

    public String variable() {
        return variable;
    }

    /** What it was, or words for it where the value is a secret. */
    public String value() {
        return value;
    }

    public String fix() {
        return fix;
    }
}

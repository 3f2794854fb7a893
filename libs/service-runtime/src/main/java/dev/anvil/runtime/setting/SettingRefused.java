package dev.anvil.runtime.setting;

/** A setting that a service will not start with. Says which, what it was, and what to do. */
public final class SettingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String variable;
    private final String fix;

    public SettingRefused(String variable, String value, String fix) {
        super(variable + " is " + value + ": " + fix);
        this.variable = variable;
        this.fix = fix;
    }

    public String variable() {
        return variable;
    }

    public String fix() {
        return fix;
    }
}

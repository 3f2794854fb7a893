package dev.anvil.gateway.auth;

/** What an access key stands for: the app that signs with it, and the secret that it signs with. */
public record Credential(String accessKeyId, String secret, Caller.App app, boolean enabled) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "Credential[" + accessKeyId + " of " + app.name() + "]";
    }
}

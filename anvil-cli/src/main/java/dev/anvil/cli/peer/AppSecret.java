package dev.anvil.cli.peer;

/** The credentials of an app. The server shows the secret this once. */
public record AppSecret(String tenant, String name, String clientId, String clientSecret) {
    static AppSecret of(dev.anvil.metadata.v1.AppWithSecret made) {
        return new AppSecret(
                made.getApp().getTenantName(),
                made.getApp().getName(),
                made.getApp().getClientId(),
                made.getClientSecret());
    }

    @Override
    public String toString() {
        return "AppSecret[" + clientId + "]";
    }
}

package dev.anvil.gateway.forward;

import dev.anvil.runtime.setting.SettingRefused;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether requests for buckets of other regions are passed on there, instead of telling the client where to go; set
 *     as {@code ANVIL_FORWARD_TO_REGIONS}
 * @param domain set as {@code ANVIL_S3_DOMAIN}
 * @param secret {@code JWT_SECRET}, the same in all regions: who holds it can act as any app already
 * @param secretAlsoAccepted {@code JWT_SECRET_ALSO_ACCEPTED}
 */
@ConfigurationProperties("anvil.gateway.forward")
record ForwardSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String domain,
        @DefaultValue("") String secret,
        @DefaultValue("") String secretAlsoAccepted) {
    ForwardSettings {
        if (enabled && secret.isBlank()) {
            throw new SettingRefused(
                    "JWT_SECRET",
                    "(not set)",
                    "give the same secret to the gateways of all regions, or forward nothing");
        }
    }

    /** Seals are made with the first. */
    List<ForwardKey> keys() {
        return Stream.of(secret, secretAlsoAccepted)
                .filter(text -> !text.isBlank())
                .map(ForwardKey::of)
                .toList();
    }

    @Override
    public String toString() {
        return "ForwardSettings[enabled=" + enabled + "]";
    }
}

package dev.anvil.standalone.setting;

import dev.anvil.runtime.setting.SettingRefused;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value and where it came from, so that a refusal can name it: an option, else one of several variables. */
record Given(String name, String value) {
    static Optional<Given> of(
            String option, @Nullable String chosen, Map<String, String> environment, String... variables) {
        return chosen == null ? of(environment, variables) : Optional.of(new Given(option, chosen.strip()));
    }

    /** Several variables may mean the same; when they say different things nobody knows which is meant. */
    static Optional<Given> of(Map<String, String> environment, String... variables) {
        Given found = null;
        for (String variable : variables) {
            String value = environment.getOrDefault(variable, "").strip();
            if (!value.isEmpty() && found == null) {
                found = new Given(variable, value);
            } else if (!value.isEmpty() && found != null && !value.equals(found.value())) {
                throw new SettingRefused(
                        variable, "different from " + found.name(), "they mean the same: set only one of them");
            }
        }
        return Optional.ofNullable(found);
    }

    boolean isTrue() {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw new SettingRefused(name, "'" + value + "'", "give true or false");
        };
    }

    int number(int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outside(least, most);
        }
        throw outside(least, most);
    }

    private SettingRefused outside(int least, int most) {
        return new SettingRefused(name, "'" + value + "'", "give a number from " + least + " to " + most);
    }

    /** The value may be a secret. */
    @Override
    public String toString() {
        return name;
    }
}

package dev.anvil.cli.argument;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A most: {@code 500}, {@code 10GiB}, {@code 2TB}, or {@code none} for no limit. */
public final class SizeLimit implements ITypeConverter<OptionalLong> {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,15})\\s*(?:([KMGTP])(I?)B?|B)?");
    private static final String UNITS = "KMGTP";

    @Override
    public OptionalLong convert(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (word.equals("NONE")) {
            return OptionalLong.empty();
        }
        Matcher matcher = SHAPE.matcher(word);
        if (!matcher.matches()) {
            throw refused(text);
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        if (unit == null) {
            return OptionalLong.of(number);
        }
        try {
            long base = "I".equals(matcher.group(3)) ? 1_024 : 1_000;
            for (int i = 0; i <= UNITS.indexOf(unit); i++) {
                number = Math.multiplyExact(number, base);
            }
            return OptionalLong.of(number);
        } catch (ArithmeticException e) {
            throw refused(text);
        }
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException("'" + text + "' is no limit: write for example 500, 10GiB or none");
    }
}

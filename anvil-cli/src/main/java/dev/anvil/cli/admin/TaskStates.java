package dev.anvil.cli.admin;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words for the states of a task. */
final class TaskStates extends ArrayList<String> implements ITypeConverter<String> {
    private static final long serialVersionUID = 1L;

    TaskStates() {
        super(List.of("pending", "running", "dead-letter"));
    }

    @Override
    public String convert(String text) {
        if (!contains(text)) {
            throw new TypeConversionException("expected one of " + String.join(", ", this) + ", not '" + text + "'");
        }
        return text;
    }
}

package dev.anvil.cli.admin;

import dev.anvil.cli.peer.Task;
import java.util.ArrayList;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words for the types of tasks. */
final class TaskTypes extends ArrayList<String> implements ITypeConverter<String> {
    private static final long serialVersionUID = 1L;

    TaskTypes() {
        super(Task.types());
    }

    @Override
    public String convert(String text) {
        if (!contains(text)) {
            throw new TypeConversionException("expected one of " + String.join(", ", this) + ", not '" + text + "'");
        }
        return text;
    }
}

package dev.anvil.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Columns that line up, for people. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> lines = new ArrayList<>();

    public Table(String... header) {
        lines.add(List.of(header));
    }

    public Table row(Object... cells) {
        lines.add(java.util.Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    public String render() {
        int columns = lines.getFirst().size();
        int[] width = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                width[i] = Math.max(width[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                row.append(line.get(i))
                        .repeat(' ', width[i] - line.get(i).length())
                        .append(GAP);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}

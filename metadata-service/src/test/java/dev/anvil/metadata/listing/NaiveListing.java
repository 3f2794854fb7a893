package dev.anvil.metadata.listing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** What a listing is, said as plainly as possible: walk over all keys, cut at the delimiter, skip, count. */
record NaiveListing(TreeSet<String> keys) {
    /** Keys, and common prefixes marked by a leading star. */
    List<String> page(String prefix, String delimiter, String after, int limit) {
        List<String> entries = new ArrayList<>();
        for (String key : keys) {
            if (!key.startsWith(prefix)) {
                continue;
            }
            int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            String name = at < 0 ? key : key.substring(0, at + delimiter.length());
            String entry = at < 0 ? key : "*" + name;
            if (byteOrder(name, after) > 0 && !entries.contains(entry) && entries.size() < limit) {
                entries.add(entry);
            }
        }
        return entries;
    }

    static int byteOrder(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

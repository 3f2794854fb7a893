package dev.anvil.gateway.s3.xml;

/**
 * Text as it may stand in XML. Keys can hold characters that XML 1.0 has no way to carry, not even escaped; like AWS we write
 * them as references all the same, and clients that mind ask for {@code encoding-type=url}.
 */
final class XmlText {
    private XmlText() {}

    static void escape(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                case '\n', '\t' -> to.append(c);
                default -> {
                    if (Character.isSurrogate(c)) {
                        i += surrogate(text, i, to);
                    } else if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c >= 0xfffe) {
                        to.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        to.append(c);
                    }
                }
            }
        }
    }

    /** Answers how many characters beyond the first it took. Half a pair has no encoding in UTF-8. */
    private static int surrogate(String text, int at, StringBuilder to) {
        int codePoint = text.codePointAt(at);
        if (Character.isSupplementaryCodePoint(codePoint)) {
            to.appendCodePoint(codePoint);
            return 1;
        }
        to.append('\ufffd');
        return 0;
    }
}

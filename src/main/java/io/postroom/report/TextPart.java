package io.postroom.report;

/// A text to be found as a part of another, whatever its case, as a regular expression that means the same to MongoDB
/// and to Java: no option for Unicode is known to both, and a pattern must not hold the character NUL.
final class TextPart {
    private TextPart() {}

    static String regex(String text) {
        StringBuilder regex = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == 0) {
                regex.append("\\x00");
            } else if (c < 128) {
                if (!Character.isLetterOrDigit(c)) {
                    regex.append('\\');
                }
                regex.append((char) c);
            } else {
                cases(regex, c);
            }
        });
        return regex.toString();
    }

    private static void cases(StringBuilder regex, int c) {
        int lower = Character.toLowerCase(c);
        int upper = Character.toUpperCase(c);
        if (lower == upper) {
            regex.appendCodePoint(c);
        } else {
            regex.append("(?:")
                    .appendCodePoint(lower)
                    .append('|')
                    .appendCodePoint(upper)
                    .append(')');
        }
    }
}

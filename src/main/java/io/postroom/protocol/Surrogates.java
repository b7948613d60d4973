package io.postroom.protocol;

/// A text that came as JSON may hold half of a surrogate pair (`"\ud800"`), which no store and no wire can carry in
/// UTF-8: it would be changed to `?` on its way, and the sender's repetition would no longer be the same message.
public final class Surrogates {
    private Surrogates() {}

    /// Refuses a text with a lone one as `invalid`, naming the field.
    public static String paired(String text, String field) {
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (Character.isSurrogate(at)) {
                if (Character.isLowSurrogate(at)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw Refusal.invalid(field, field + " must not hold half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }
}

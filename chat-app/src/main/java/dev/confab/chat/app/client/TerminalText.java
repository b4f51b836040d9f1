package dev.confab.chat.app.client;

/**
 * Makes untrusted text safe for a terminal. A message must not move the cursor, change colours, title or clipboard, change
 * the writing direction, or begin a line that looks like a message of another user. Control characters become visible
 * pictures, and only {@link #text} keeps line breaks.
 */
final class TerminalText {

    private static final int ESCAPE_PICTURES = 0x2400;
    private static final int DELETE = 0x7f;
    private static final int DELETE_PICTURE = 0x2421;
    private static final int LAST_C1 = 0x9f;
    private static final int REPLACEMENT = 0xfffd;
    private static final String TAB = "    ";

    private TerminalText() {}

    /** Returns safe text in one line, for names, titles and notes. */
    static String line(String text) {
        return text(text).replace('\n', ' ');
    }

    /** Returns safe text with its line breaks as {@code \n}. */
    static String text(String text) {
        var safe = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace("\t", TAB)
                .codePoints()
                .map(TerminalText::picture)
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static int picture(int codePoint) {
        if (codePoint == '\n' || codePoint == 0x2028 || codePoint == 0x2029) {
            return '\n';
        }
        if (codePoint < ' ') {
            return ESCAPE_PICTURES + codePoint;
        }
        if (codePoint == DELETE) {
            return DELETE_PICTURE;
        }
        return (codePoint > DELETE && codePoint <= LAST_C1) || isDirectional(codePoint) || isSurrogate(codePoint)
                ? REPLACEMENT
                : codePoint;
    }

    /** Whether the character is an embedding, override or isolate of bidirectional text. */
    private static boolean isDirectional(int codePoint) {
        return (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}

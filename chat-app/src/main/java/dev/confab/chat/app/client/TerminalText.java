package dev.confab.chat.app.client;

/**
 * Makes text of strangers fit for a terminal. Whoever writes a message must not be able to move the cursor, change
 * colours, the title or the clipboard, turn the writing direction around, or begin a line that looks like another
 * person's: control characters become visible pictures of themselves, and only {@link #text} lets line ends pass.
 */
final class TerminalText {

    private static final int ESCAPE_PICTURES = 0x2400;
    private static final int DELETE = 0x7f;
    private static final int DELETE_PICTURE = 0x2421;
    private static final int LAST_C1 = 0x9f;
    private static final int REPLACEMENT = 0xfffd;
    private static final String TAB = "    ";

    private TerminalText() {}

    /** Safe, in one line: for names, titles and notes. */
    static String line(String text) {
        return text(text).replace('\n', ' ');
    }

    /** Safe, with its line ends as {@code \n}. */
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
        return (codePoint > DELETE && codePoint <= LAST_C1) || turnsDirection(codePoint) || isSurrogate(codePoint)
                ? REPLACEMENT
                : codePoint;
    }

    /** The embeddings, overrides and isolates of bidirectional text. */
    private static boolean turnsDirection(int codePoint) {
        return (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}

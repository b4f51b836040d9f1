package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/**
 * A raw HTTP response.
 *
 * @param status 0 if no response was received
 * @param head the status line and headers, in lower case
 */
record RawAnswer(int status, String head, String body) {

    private static final String INTERIM = "HTTP/1.1 100";
    private static final String END_OF_HEAD = "\r\n\r\n";

    static RawAnswer of(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);
        while (text.startsWith(INTERIM)) {
            text = text.substring(text.indexOf(END_OF_HEAD) + END_OF_HEAD.length());
        }
        var parts = text.split(END_OF_HEAD, 2);
        int status = text.matches("(?s)HTTP/1\\.1 \\d{3} .*") ? Integer.parseInt(text.substring(9, 12)) : 0;
        return new RawAnswer(status, parts[0].toLowerCase(Locale.ROOT), parts.length == 2 ? parts[1] : "");
    }

    boolean has(String header) {
        return head.contains("\r\n" + header + ":");
    }

    boolean isRefusal() {
        return status >= 400;
    }

    /** Whether the body has the error shape of the contract. Compressed bodies and responses to HEAD always pass. */
    boolean hasErrorShape(String method) {
        return has("content-encoding")
                || method.equals("HEAD")
                || (head.contains("content-type: application/json") && body.contains("{\"errors\":[{\"message\":\""));
    }
}

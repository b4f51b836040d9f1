package dev.confab.chat.app;

import java.util.List;

/**
 * Invalid settings. The message has one line per problem, which begins with the setting's name as the operator wrote it,
 * and shows no secret.
 */
public final class WrongSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongSettings(List<String> problems) {
        super(String.join("\n", problems));
    }
}

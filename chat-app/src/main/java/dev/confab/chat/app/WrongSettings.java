package dev.confab.chat.app;

import java.util.List;

/**
 * The settings are not such that a start would make sense. The message has a line for each problem, which begins with
 * the setting's name as its author wrote it, and shows no secret.
 */
public final class WrongSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongSettings(List<String> problems) {
        super(String.join("\n", problems));
    }
}

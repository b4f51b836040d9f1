package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

/** Operator actions for tests in other packages. */
public final class TestOperator {

    private TestOperator() {}

    /** Creates a staff account on the server with {@code folder}. */
    public static void makeStaff(Path folder, Map<String, String> environment, String name, String password) {
        var made = CommandResult.command(
                new Installation(folder, environment),
                password + "\n",
                "user",
                "create",
                name,
                "--password-stdin",
                "--staff");
        assertThat(made.code()).as(made.err()).isZero();
    }
}

package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void commandIsParsedWithItsArgument() {
        assertThat(Command.parse("/join  the lobby ")).contains(new Command.Call(Command.JOIN, "the lobby"));
        assertThat(Command.parse("/QUIT")).contains(new Command.Call(Command.QUIT, ""));
        assertThat(Command.parse("/joins")).isEmpty();
        assertThat(Command.parse("/")).isEmpty();
    }

    @Test
    void twoSlashesStartAMessage() {
        assertThat(Command.isCommand("/nonsense")).isTrue();
        assertThat(Command.isCommand("//etc/hosts")).isFalse();
        assertThat(Command.isCommand("hello /who")).isFalse();
        assertThat(Command.message("//etc/hosts")).isEqualTo("/etc/hosts");
        assertThat(Command.message("hello")).isEqualTo("hello");
    }
}

package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {

    private final List<String> closed = new ArrayList<>();
    private final Closer teardown = new Closer();

    @Test
    void closesInReverseOrder() {
        add("store");
        add("server");

        teardown.close();

        assertThat(closed).containsExactly("server", "store");
    }

    @Test
    void failureDoesNotPreventOtherCloses() {
        add("store");
        teardown.add(() -> {
            throw new IOException("as planned by the test");
        });
        add("server");

        teardown.close();

        assertThat(closed).containsExactly("server", "store");
    }

    @Test
    void secondCloseDoesNothing() {
        add("store");

        teardown.close();
        teardown.close();

        assertThat(closed).containsExactly("store");
    }

    private void add(String part) {
        teardown.add(() -> closed.add(part));
    }
}

package dev.confab.chat.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileDescriptorsTest {

    @Test
    void connectionsStayBelowOpenFileLimit() {
        assertThat(FileDescriptors.fit(20_000, 1_000_000)).isEqualTo(20_000);
        assertThat(FileDescriptors.fit(20_000, 20_000)).isEqualTo(19_744);
        assertThat(FileDescriptors.fit(20_000, 1_024)).isEqualTo(768);
        assertThat(FileDescriptors.fit(100, 1_024)).isEqualTo(100);
    }

    @Test
    void lowOpenFileLimitStillAcceptsConnections() {
        assertThat(FileDescriptors.fit(20_000, 256)).isEqualTo(128);
        assertThat(FileDescriptors.fit(20_000, 1)).isEqualTo(1);
    }
}

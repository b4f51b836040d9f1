package dev.confab.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void digestIsSha256() {
        assertThat(new Secret("abc").digest().value())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void secretIsNotPrinted() {
        assertThat(new Secret("abcdef")).asString().doesNotContain("abcdef");
    }
}

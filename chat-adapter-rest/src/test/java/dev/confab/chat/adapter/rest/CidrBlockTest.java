package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,    10.255.0.1,     true",
        "10.0.0.0/8,    11.0.0.0,       false",
        "10.9.9.9/8,    10.1.1.1,       true",
        "192.0.2.4/30,  192.0.2.7,      true",
        "192.0.2.4/30,  192.0.2.8,      false",
        "192.0.2.4,     192.0.2.4,      true",
        "192.0.2.4,     192.0.2.5,      false",
        "0.0.0.0/0,     203.0.113.1,    true",
        "0.0.0.0/0,     ::1,            false",
        "::1,           ::1,            true",
        "2001:db8::/32, 2001:db8:1::5,  true",
        "2001:db8::/32, 2001:db9::1,    false",
        "[::1]/128,     ::1,            true"
    })
    void blockContainsAddressesWithSamePrefix(String network, String address, boolean isIn) {
        assertThat(CidrBlock.parse(network).contains(CidrBlock.address(address).orElseThrow()))
                .isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.0.0.0/33",
                "::/129",
                "10.0.0/8",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "/8",
                "a.b",
                "localhost"
            })
    void invalidBlockIsRefused(String text) {
        assertThatThrownBy(() -> CidrBlock.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "256.1.1.1", "1.2.3", "1.2.3.4.5", "1.2.3.4:80", "::g", ":", "example.com", "beef"})
    void hostNamesAreNotLookedUp(String text) {
        assertThat(CidrBlock.address(text)).isEmpty();
    }
}

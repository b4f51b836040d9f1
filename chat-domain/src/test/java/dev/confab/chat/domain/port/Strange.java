package dev.confab.chat.domain.port;

import java.util.stream.Stream;

/** Valid texts that stores, drivers and encodings tend to damage. */
final class Strange {

    private Strange() {}

    static Stream<String> texts() {
        return Stream.of(
                "👩‍👩‍👧‍👦 family of seven code points",
                "שלום עולם and مرحبا right to left",
                "control \u0001\u0003\u001b\u007f\u0085 characters",
                "noncharacters \uffff\ufffe\ufdd0" + Character.toString(0x10ffff),
                "e\u0301 is not é, Å is not \u212b",
                "Z\u0351\u036b\u0343a\u0334\u0321l\u033bg\u0349o\u0322",
                "\ufeffbyte order mark and \u202eoverride",
                "  kept as it is \t\r\n ",
                "quotes ' \" ` and \\ back\\slashes \\u0041 $1 {0} %s ?1 :name",
                "<script>alert(1)</script> & &amp;",
                "İıſßŒ�\u2028\u2029");
    }

    /** Returns a text of code points outside the basic plane: two chars and four bytes each. */
    static String astral(int codePoints) {
        return "𝒳".repeat(codePoints);
    }
}

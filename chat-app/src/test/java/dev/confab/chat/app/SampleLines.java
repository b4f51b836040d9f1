package dev.confab.chat.app;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages generated from a seed, chosen to break code that does not keep text byte for byte. */
final class SampleLines {

    /** Returns the lines of a sender. */
    record Line(int speaker, String body) {}

    private static final int LONGEST = 10_000;

    private static final List<String> NAMES = List.of(
            "ann",
            "Bob_",
            "cem.kaya",
            "d-Arcy",
            "Élodie",
            "Жанна",
            "李雷",
            "さくら",
            "محمد",
            "שירה",
            "Ωμέγα",
            "ñandú",
            "हिमानी",
            "กมล",
            "김철수",
            "fox_",
            "kim-b",
            "x.y",
            "s-s",
            "José",
            "Ǆoni",
            "ﬁona",
            "_x_",
            "null",
            "0",
            "Zoë",
            "IVQueen");

    private static final List<String> WORDS = List.of(
            "the",
            "kernel",
            "is",
            "fine",
            "naïve",
            "über",
            "привет",
            "мир",
            "你好",
            "こんにちは",
            "안녕",
            "γειά",
            "नमस्ते",
            "สวัสดี",
            "lol",
            "brb",
            "sudo",
            "¿qué?",
            "…",
            "—",
            "Ⅷ",
            "½",
            "ﷺ",
            "ß",
            "İstanbul",
            "ıssız");

    private static final List<String> EMOJI = List.of(
            "😀", "👩🏽‍🚀", "🏳️‍🌈", "👨‍👩‍👧‍👦", "🇹🇷", "☕", "#️⃣", "🫠", "👍🏿", "❤️‍🔥", "🧑‍💻", "\uFE0F");

    private static final List<String> RIGHT_TO_LEFT = List.of(
            "שלום",
            "עולם",
            "مرحبا",
            "بالعالم",
            "\u202E",
            "\u202C",
            "\u2067",
            "\u2069",
            "\u200F",
            "abc",
            "123",
            "فارسی‌ها");

    private static final List<String> MARKUP = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "&amp;",
            "&#x27;",
            "\"",
            "\\",
            "\\u0000",
            "\\n",
            "{{7*7}}",
            "${jndi:x}",
            "%00",
            "';--",
            "{\"type\":\"message.send\"}",
            "]]>",
            "<!--",
            "`rm`",
            "*b*",
            "[x](y)",
            "</",
            "\u2028",
            "\u2029");

    /** Code points of one to four bytes, a combining one, and one that JSON must escape. */
    private static final List<String> LONG = List.of("o", "ß", "中", "😀", "\u0301", "\u0001");

    private static final String CONTROLS = IntStream.rangeClosed(1, 0x9F)
            .filter(Character::isISOControl)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    private final Random random;

    private SampleLines(long seed) {
        this.random = new Random(seed);
    }

    /** Returns that many distinct names in mixed case. */
    static List<String> nicknames(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> NAMES.get(number % NAMES.size()) + number)
                .toList();
    }

    static List<Line> of(long seed, int speakers, int lines) {
        var transcript = new SampleLines(seed);
        return IntStream.range(0, lines)
                .mapToObj(number -> new Line(transcript.random.nextInt(speakers), transcript.body()))
                .toList();
    }

    /** Never blank, because a message must not be. */
    private String body() {
        var text = text();
        return text.isBlank() ? text + "." : text;
    }

    private String text() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> several(WORDS, 1 + random.nextInt(30), " ");
            case 5, 6 -> several(EMOJI, 1 + random.nextInt(12), "");
            case 7, 8 -> several(RIGHT_TO_LEFT, 1 + random.nextInt(12), " ") + "!";
            case 9, 10, 11 -> several(MARKUP, 1 + random.nextInt(8), " ");
            case 12, 13 -> "." + CONTROLS.substring(random.nextInt(CONTROLS.length()));
            case 14, 15 -> "\t  " + several(WORDS, 3, "\n\n") + "\r\n \u00A0";
            case 16 -> Normalizer.normalize(several(WORDS, 5, " "), form());
            case 17 -> random.nextInt(4) == 0 ? longest() : several(EMOJI, 100, " ");
            default -> anyText(1 + random.nextInt(200));
        };
    }

    private Normalizer.Form form() {
        var forms = Normalizer.Form.values();
        return forms[random.nextInt(forms.length)];
    }

    private String several(List<String> parts, int count, String between) {
        return IntStream.range(0, count)
                .mapToObj(number -> parts.get(random.nextInt(parts.size())))
                .collect(Collectors.joining(between, "", ""));
    }

    /** A message of the maximum length. */
    private String longest() {
        return "x" + LONG.get(random.nextInt(LONG.size())).repeat(LONGEST - 1);
    }

    /** Code points of all planes, assigned or unassigned. */
    private String anyText(int length) {
        var points = new ArrayList<Integer>();
        while (points.size() < length) {
            int point = 1 + random.nextInt(Character.MAX_CODE_POINT);
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                points.add(point);
            }
        }
        return "a" + points.stream().map(Character::toString).collect(Collectors.joining());
    }
}

package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The encodings of the fields of a body. */
enum Encoding {
    JSON("application/json"),
    URL_ENCODED("application/x-www-form-urlencoded"),
    MULTIPART(FormBody.TYPE);

    final String type;

    Encoding(String type) {
        this.type = type;
    }

    byte[] write(Map<String, ?> fields) {
        return switch (this) {
            case JSON -> Answer.text(fields).getBytes(UTF_8);
            case URL_ENCODED -> urlEncoded(fields).getBytes(UTF_8);
            case MULTIPART -> multipart(fields);
        };
    }

    private static String urlEncoded(Map<String, ?> fields) {
        return texts(fields).stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
    }

    private static byte[] multipart(Map<String, ?> fields) {
        var form = new FormBody();
        texts(fields).forEach(field -> form.field(field.getKey(), field.getValue()));
        return form.bytes();
    }

    /** Returns the fields as in forms: lists are repeated fields, null and the empty list are empty texts. */
    private static List<Map.Entry<String, String>> texts(Map<String, ?> fields) {
        var texts = new ArrayList<Map.Entry<String, String>>();
        fields.forEach((name, value) -> {
            var values = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
            values.forEach(item -> texts.add(Map.entry(name, item.toString())));
            if (values.isEmpty()) {
                texts.add(Map.entry(name, ""));
            }
        });
        return texts;
    }
}

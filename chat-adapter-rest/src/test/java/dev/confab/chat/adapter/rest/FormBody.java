package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.util.function.UnaryOperator;

/** A multipart/form-data body with fields and files. */
final class FormBody {

    static final String TYPE = "multipart/form-data; boundary=--dividing-line";

    private static final String LINE = "----dividing-line";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static FormBody of(String... namesAndValues) {
        var form = new FormBody();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.field(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    FormBody field(String name, String value) {
        return part("name=\"" + name + "\"", "", value.getBytes(UTF_8));
    }

    /** Adds a file as {@code image}. */
    FormBody file(String name, byte[] content) {
        return part("name=\"image\"; filename=\"" + name + "\"", "Content-Type: text/html\r\n", content);
    }

    FormBody part(String disposition, String more, byte[] content) {
        write(LINE + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + more + "\r\n");
        out.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(UTF_8));
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes((LINE + "--\r\n").getBytes(UTF_8));
        return whole.toByteArray();
    }

    Answer send(Client client, String method, String path) {
        return send(client, method, path, request -> request);
    }

    Answer send(Client client, String method, String path, UnaryOperator<HttpRequest.Builder> change) {
        return client.send(method, path, bytes(), request -> change.apply(request.setHeader("Content-Type", TYPE)));
    }
}

package dev.confab.chat.app.client;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A screen whose input lines and answers come from a test. */
final class ScriptedScreen implements Screen {

    private static final String END = "\u0004";

    private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private volatile String prompt = "";

    ScriptedScreen type(String... lines) {
        typed.addAll(List.of(lines));
        return this;
    }

    void pressControlD() {
        typed.add(END);
    }

    /** Returns the headings and texts of the messages so far. */
    List<String> shown() {
        return shown;
    }

    List<String> notes() {
        return notes;
    }

    String prompt() {
        return prompt;
    }

    @Override
    public void show(Line line) {
        shown.add(line.heading() + line.text());
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }

    @Override
    public void prompt(String text) {
        prompt = text;
    }

    @Override
    public @Nullable String read() {
        try {
            var line = typed.take();
            return line.equals(END) ? null : line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public @Nullable String ask(String question) {
        notes.add(question);
        return read();
    }

    @Override
    public @Nullable String askSecret(String question) {
        return ask(question);
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}

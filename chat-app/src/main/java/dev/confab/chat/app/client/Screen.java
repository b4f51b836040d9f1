package dev.confab.chat.app.client;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * Input and output of the chat: a terminal, or the pipes of a script. Implementations remove control characters from
 * everything that they print. Printing is safe for all threads; reading is for one.
 */
interface Screen extends Closeable {

    /** Prints a message. */
    void show(Line line);

    /** Prints a note about the chat, in one line. */
    void note(String text);

    /** Changes the prompt of the input line. */
    void prompt(String text);

    /** Returns the next input line; null at the end of input. Blocks. */
    @Nullable
    String read();

    /** Asks a question and returns the answer; null if there is none. Blocks. */
    @Nullable
    String ask(String question);

    /** Asks a question whose answer is not shown while it is typed; null if there is none. Blocks. */
    @Nullable
    String askSecret(String question);

    /** Whether a person is at the screen, who can answer questions and type commands. */
    boolean isInteractive();

    @Override
    void close();
}

package dev.confab.chat.app.client;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * Where the person sits, or the script. Everything that is printed is made safe here, whatever comes in. Printing may be
 * done from any thread; reading is for one.
 */
interface Screen extends Closeable {

    /** A message. */
    void show(Line line);

    /** Something about the chat that is no message, in one line. */
    void note(String text);

    /** From now on {@code text} stands before what is typed. */
    void prompt(String text);

    /** The next typed line; null when there will be none. Waits for it, and shows the prompt where there is one. */
    @Nullable
    String read();

    /** Asks, and waits for the answer; null if there is none. */
    @Nullable
    String ask(String question);

    /** As {@link #ask}; what is typed stays unseen. */
    @Nullable
    String askSecret(String question);

    /** Is there a person who can be asked, and who may type commands? */
    boolean isInteractive();

    @Override
    void close();
}

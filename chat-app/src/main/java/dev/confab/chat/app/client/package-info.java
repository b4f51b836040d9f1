/**
 * The terminal client, also an example of a complete client: it uses only the public protocol. {@code ChatApi} and {@code
 * ChatConnection} talk to the server. {@code Timeline} and {@code SendQueue} ensure that every line is shown and sent once
 * and in order. {@code Session} combines them on one thread, and a {@code Screen} is a terminal or a pair of pipes.
 */
@NullMarked
package dev.confab.chat.app.client;

import org.jspecify.annotations.NullMarked;

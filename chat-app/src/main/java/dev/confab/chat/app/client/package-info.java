/**
 * The chat for a terminal. It knows the server by its public protocol alone, so it is also the smallest whole client:
 * {@code RestClient} and {@code ChatConnection} speak to the server, {@code Timeline} and {@code SendQueue} make sure
 * that every line is shown and sent once and in order, {@code Session} puts them together on one thread, and a
 * {@code Screen} is a terminal or a pair of pipes.
 */
@NullMarked
package dev.confab.chat.app.client;

import org.jspecify.annotations.NullMarked;

/** The server as a whole: real HTTP, real sockets, real databases. */
@NullMarked
package dev.confab.chat.app;

import org.jspecify.annotations.NullMarked;

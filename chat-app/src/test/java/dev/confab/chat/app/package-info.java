/** Tests of the complete server: real HTTP, real sockets, real databases. */
@NullMarked
package dev.confab.chat.app;

import org.jspecify.annotations.NullMarked;

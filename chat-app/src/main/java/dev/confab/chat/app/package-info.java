/** The server: everything wired together, and the command line. */
@NullMarked
package dev.confab.chat.app;

import org.jspecify.annotations.NullMarked;

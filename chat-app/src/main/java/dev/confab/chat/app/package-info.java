/** The server: composition root, settings and command line. */
@NullMarked
package dev.confab.chat.app;

import org.jspecify.annotations.NullMarked;

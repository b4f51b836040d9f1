/** Telling people who are away what is said. */
@NullMarked
package dev.confab.chat.application.push;

import org.jspecify.annotations.NullMarked;

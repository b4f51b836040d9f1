/** Rooms and messages as viewers see them, completed with a bounded number of statements. */
@NullMarked
package dev.confab.chat.application.view;

import org.jspecify.annotations.NullMarked;

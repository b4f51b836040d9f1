/** Deletion of rows that are no longer needed. */
@NullMarked
package dev.confab.chat.application.upkeep;

import org.jspecify.annotations.NullMarked;

/** Deleting rows that nothing needs. */
@NullMarked
package dev.confab.chat.application.upkeep;

import org.jspecify.annotations.NullMarked;

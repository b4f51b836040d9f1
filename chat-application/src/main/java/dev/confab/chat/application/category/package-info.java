/** The folders in which people keep their rooms. */
@NullMarked
package dev.confab.chat.application.category;

import org.jspecify.annotations.NullMarked;

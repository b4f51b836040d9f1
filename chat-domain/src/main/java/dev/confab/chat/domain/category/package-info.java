/** The folders in which people keep their rooms. */
@NullMarked
package dev.confab.chat.domain.category;

import org.jspecify.annotations.NullMarked;

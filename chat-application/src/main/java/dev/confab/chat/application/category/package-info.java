/** Categories, in which users keep their rooms. */
@NullMarked
package dev.confab.chat.application.category;

import org.jspecify.annotations.NullMarked;

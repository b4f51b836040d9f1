/** Categories: the private folders in which users keep rooms. */
@NullMarked
package dev.confab.chat.domain.category;

import org.jspecify.annotations.NullMarked;

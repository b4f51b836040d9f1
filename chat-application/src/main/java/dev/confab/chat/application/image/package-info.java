/** Uploading images, showing them, and taking them back. */
@NullMarked
package dev.confab.chat.application.image;

import org.jspecify.annotations.NullMarked;

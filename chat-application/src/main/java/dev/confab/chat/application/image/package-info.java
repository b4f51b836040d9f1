/** Uploading, showing and deleting images. */
@NullMarked
package dev.confab.chat.application.image;

import org.jspecify.annotations.NullMarked;

/** Seeing to people, rooms and connections as a whole. */
@NullMarked
package dev.confab.chat.application.admin;

import org.jspecify.annotations.NullMarked;

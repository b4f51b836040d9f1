/** Links that let people into a room. */
@NullMarked
package dev.confab.chat.application.invite;

import org.jspecify.annotations.NullMarked;

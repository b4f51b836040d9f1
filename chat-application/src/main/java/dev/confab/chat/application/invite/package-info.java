/** Invites, by which users join private rooms. */
@NullMarked
package dev.confab.chat.application.invite;

import org.jspecify.annotations.NullMarked;

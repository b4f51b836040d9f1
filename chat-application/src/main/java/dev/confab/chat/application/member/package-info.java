/** Who is in a room, in which role, muted or not. */
@NullMarked
package dev.confab.chat.application.member;

import org.jspecify.annotations.NullMarked;

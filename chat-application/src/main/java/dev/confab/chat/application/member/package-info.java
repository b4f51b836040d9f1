/** Members of rooms: joining and leaving, adding and removing, roles, bans, mutes and notification levels. */
@NullMarked
package dev.confab.chat.application.member;

import org.jspecify.annotations.NullMarked;

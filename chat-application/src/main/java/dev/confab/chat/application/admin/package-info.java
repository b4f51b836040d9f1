/** Administration of users, rooms, messages and connections. */
@NullMarked
package dev.confab.chat.application.admin;

import org.jspecify.annotations.NullMarked;

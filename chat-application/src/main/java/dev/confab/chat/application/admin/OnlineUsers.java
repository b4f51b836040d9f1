package dev.confab.chat.application.admin;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.user.User;

/**
 * Who is there at the moment.
 *
 * @param people who is connected to any node, in the order of their ids
 * @param connectionsHere how many connections this node has, with those that went within the time of grace
 */
public record OnlineUsers(Page<User> people, int connectionsHere) {}

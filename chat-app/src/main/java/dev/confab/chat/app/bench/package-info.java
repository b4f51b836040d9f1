/**
 * The load tool. It knows the server by its public protocol alone. One thread, the {@code EventLoop}, serves all sockets and
 * owns all that is counted; whoever prepares a run, and reads by HTTP, blocks beside it. {@code OrderChecker} holds what each
 * connection hears of each room against the promise of order; {@code Scenario} says what the clients do.
 *
 * <p>What can grow is bounded by the plan: its clients, rooms, actions and how many of those may be under way.
 */
@NullMarked
package dev.confab.chat.app.bench;

import org.jspecify.annotations.NullMarked;

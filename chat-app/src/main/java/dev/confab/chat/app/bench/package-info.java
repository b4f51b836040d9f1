/**
 * The load tool, in a jar of its own. It uses only the public protocol. One thread, the {@code EventLoop}, serves all sockets
 * and owns all counters. Preparing a run and reading by HTTP block on other threads. {@code OrderChecker} compares what a
 * connection receives of a room with the promised order. {@code Scenario} defines what the clients do.
 *
 * <p>REST calls and the content of frames come from {@code app.protocol}. Sockets are read at byte level here, because one
 * thread must handle a hundred thousand frames a second and ten thousand connections, which {@code java.net.http} cannot.
 *
 * <p>Memory is bounded by the plan: clients, rooms, actions, and the number of unanswered actions.
 */
@NullMarked
package dev.confab.chat.app.bench;

import org.jspecify.annotations.NullMarked;

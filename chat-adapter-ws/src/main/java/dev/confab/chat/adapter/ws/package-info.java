/**
 * The WebSocket API: {@link dev.confab.chat.adapter.ws.WsAdapter} is the door.
 *
 * <p><b>The way in.</b> {@code Handshake} decides whether a request becomes a socket. Jetty tells {@code JettyFrameHandler} what
 * comes in on it, {@code ClientSession} makes frames of that, {@code Commands} calls the application and answers.
 *
 * <p><b>The way out.</b> {@code Hub} hears every event of the node once, puts it on the {@code ReplayBuffer} and hands it to the
 * {@code RoomChannel} of its room. There {@code EncodedEvent} encodes it once for each sort of viewer, and the frame is queued in the
 * {@code OutboundQueue} of each {@code Subscriber}'s connection. What has to be read from the store first ({@code ready}, a room
 * that comes live or has changed) is read by {@code InitialState}, with a mark on the tape from before the reading: so
 * nothing is lost or told twice between what was read and what is heard.
 *
 * <p><b>Holes.</b> Events of other nodes may be lost, late, doubled or in another order. A {@code RoomChannel} keeps what comes
 * too early, and knows by the versions what is missing; what does not come by itself soon is read by {@code Resync},
 * once for all who miss the same, and told as {@code synced}. {@code Reconciler} finds what no event tells of, by comparing
 * with the store every few seconds, and at once where something may have been missed. A client's {@code sync} goes the
 * same way. Whoever is being read for is on {@code PausedSubscriber}, and goes on from a mark on the tape.
 *
 * <p><b>Threads.</b>
 * <ul>
 *   <li>Jetty's, virtual where the server is set so: the handshake, the start of a connection, and each frame from a
 *       client, one after the other for each connection. They may block, and call the application.
 *   <li>Whoever publishes an event: runs through {@code Hub} and {@code RoomChannel}, up to the queues. Never blocks and never
 *       calls the application, but for the question who is online.
 *   <li>{@code ws-write-…}, platform threads, one for each processor: write what waits in the outboxes, one after the
 *       other. What has gathered for a connection before its turn comes goes out in one write. Never block.
 *   <li>Those on which Jetty reports the end of a write that took longer: put the outbox back in the queue of the
 *       writers if more has come meanwhile. Never block.
 *   <li>{@code ws-pulse}, one platform thread for all connections: pings, silence, expired tokens, gathered receipts,
 *       the end of typing, looking after holes, cutting off who does not say goodbye. Never blocks.
 *   <li>{@code ws-read}, virtual, eight at work at the same time ({@code ReadExecutor}): what {@code InitialState}, {@code Resync}
 *       and {@code Reconciler} read without a client having asked.
 * </ul>
 *
 * <p><b>Queues.</b> The {@code OutboundQueue} of each connection (1,000 frames, 1 MB; else 4408) and its one write that is
 * under way (64 frames, 64 KB, or one frame that is bigger), the outboxes in {@code WriteExecutor} (each at most once), the tape
 * (10,000 events behind the oldest mark; else 4408), the receipts that wait in a {@code ReceiptBatch} (one for each
 * member), the events that came too early (1,000 for each room; the rest is read). What comes in is not queued: the next frame is read when the last one is done, and what comes faster than
 * {@code FrameRateLimiter} allows is refused.
 *
 * <p><b>Locks</b>, all of them monitors, held for no longer than a look into a map or the encoding of a frame:
 * <ol>
 *   <li>{@code RoomChannel}, one for each room that is followed here: its viewers, followers, receipts and typists, and the tellings of
 *       its events;
 *   <li>{@code OutboundQueue}, one for each connection: its queue. The innermost.
 *   <li>Beside these, with nothing locked inside and no order to keep: {@code ReplayBuffer} (its growing end), {@code RecentlyRevoked}.
 * </ol>
 * A feed may lock an outbox, never the other way round, and no two feeds are locked together. While one is locked,
 * nothing is written, closed or called: that is noted in an {@code DeferredActions} and done once it is free. The maps of
 * {@code Hub} and {@code Connections} are concurrent ones.
 */
@NullMarked
package dev.confab.chat.adapter.ws;

import org.jspecify.annotations.NullMarked;

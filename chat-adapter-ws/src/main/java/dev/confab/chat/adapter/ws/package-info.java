/**
 * The WebSocket API. {@link dev.confab.chat.adapter.ws.WsAdapter} is its only public type.
 *
 * <p><b>Inbound.</b> {@code Handshake} upgrades a request. {@code JettyFrameHandler} assembles messages for the
 * {@code ClientSession}, {@code Commands} calls the application and returns the response. {@code Resync} responds to
 * {@code sync}.
 *
 * <p><b>Outbound.</b> {@code Hub} receives each event of the node once. {@code RoomChannels} appends it to the
 * {@code ReplayBuffer} and passes it to the {@code RoomChannel} of its room. {@code EncodedEvent} encodes it once for each
 * perspective, and {@code RoomDelivery} queues the frame in the {@code OutboundQueue} of each {@code Subscriber}'s
 * connection. {@code InitialState} reads what a new connection or a new member starts with.
 *
 * <p><b>Reads without gaps.</b> Before each read of the store, a position in the replay buffer is taken. Afterwards the
 * events behind it are replayed. A subscriber is paused during its read, and events with a version that it has are
 * skipped. So nothing is lost or sent twice.
 *
 * <p><b>Gaps.</b> Events of other nodes may be lost, late, duplicated or reordered. {@code GapRepair} keeps events that
 * arrive too early and knows from the versions what is missing. What does not arrive in time is read once for all
 * subscribers at the same version, and sent as {@code synced}. {@code Reconciler} compares versions with the store every
 * few seconds, and at once where events may have been lost.
 *
 * <p><b>Dependencies</b> point down this list: {@code WsAdapter}; {@code Handshake}, {@code ClientSession},
 * {@code Commands}; {@code Hub}; {@code Reconciler}, {@code Resync}, {@code InitialState}; {@code RoomChannels};
 * {@code RoomChannel} and its parts; {@code Connection}; {@code OutboundQueue}, {@code Transport}. Only
 * {@code DeferredActions} refers back from a channel to the registry.
 *
 * <p><b>Threads</b>
 * <ul>
 *   <li>Jetty's threads, virtual if the server is configured so: the handshake, the initial state of a connection, and
 *       each inbound frame, one after the other per connection. They may block and call the application.
 *   <li>The publisher of an event runs through {@code Hub} and {@code RoomChannel} up to the queues. It never blocks, and
 *       calls the application only to ask whether a user is online.
 *   <li>{@code ws-write-…}: platform threads, one per processor, that write the queues one after the other. They never
 *       block.
 *   <li>The threads on which Jetty reports the end of a longer write. They submit the queue again if frames have gathered,
 *       and never block.
 *   <li>{@code ws-heartbeat}: one platform thread for pings, silence, expired tokens, receipts, the end of typing, gap
 *       checks and close timeouts. It never blocks.
 *   <li>{@code ws-read}: virtual threads of {@code ReadExecutor}, at most eight active, for reads that no client has
 *       requested.
 * </ul>
 *
 * <p><b>Queues and their bounds</b>
 * <ul>
 *   <li>{@code OutboundQueue} per connection: 1,000 frames and 1 MB, else the connection is closed with 4408; and one write
 *       in progress of 64 frames and 64 KB, or one larger frame.
 *   <li>{@code WriteExecutor}: each queue at most once.
 *   <li>{@code ReplayBuffer}: 10,000 events after the oldest position, else the connection is closed with 4408.
 *   <li>{@code ReceiptBatch}: one receipt per member. {@code GapRepair}: 1,000 early events per room.
 *   <li>Inbound messages are not queued. {@code FrameRateLimiter} refuses those beyond the rate limit.
 * </ul>
 *
 * <p><b>Locks.</b> All are monitors, held no longer than a map access or the encoding of a frame takes.
 * <ol>
 *   <li>{@code RoomChannel}, one per room: its subscribers, gaps, receipts, typing members and encoded events.
 *   <li>{@code OutboundQueue}, one per connection: its queue. This is the innermost lock.
 *   <li>Independent of these, with no lock taken inside: {@code ReplayBuffer}, {@code RecentlyRevoked},
 *       {@code Reconciler}, {@code EncodedFrame}.
 * </ol>
 * A channel may lock a queue, never the reverse, and no two channels are locked together. Under a channel's lock nothing is
 * written, closed or read: that is collected in {@code DeferredActions} and done after the release. The maps of
 * {@code RoomChannels} and {@code Connections} are concurrent.
 */
@NullMarked
package dev.confab.chat.adapter.ws;

import org.jspecify.annotations.NullMarked;

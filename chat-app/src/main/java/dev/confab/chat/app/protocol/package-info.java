/**
 * The public protocol as a client sees it: REST calls, log-ins, and one WebSocket with its frames. The terminal client and
 * the load tool are built on it. It uses nothing of the server.
 */
@NullMarked
package dev.confab.chat.app.protocol;

import org.jspecify.annotations.NullMarked;

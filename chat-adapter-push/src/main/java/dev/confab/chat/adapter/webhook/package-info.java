/** Push to webhooks that users register, without access to the network of the server. */
@NullMarked
package dev.confab.chat.adapter.webhook;

import org.jspecify.annotations.NullMarked;

/** Push to a web address of whoever wants to be told, without helping them to look into our own network. */
@NullMarked
package dev.confab.chat.adapter.webhook;

import org.jspecify.annotations.NullMarked;

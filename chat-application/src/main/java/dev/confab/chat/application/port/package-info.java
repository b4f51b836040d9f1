/** What an application that embeds chat provides to it. */
@NullMarked
package dev.confab.chat.application.port;

import org.jspecify.annotations.NullMarked;

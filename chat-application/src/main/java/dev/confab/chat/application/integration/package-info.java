/** Programs that talk to chat on their own behalf. */
@NullMarked
package dev.confab.chat.application.integration;

import org.jspecify.annotations.NullMarked;

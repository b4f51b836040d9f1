/** Services that call chat with tokens of their own. */
@NullMarked
package dev.confab.chat.application.integration;

import org.jspecify.annotations.NullMarked;

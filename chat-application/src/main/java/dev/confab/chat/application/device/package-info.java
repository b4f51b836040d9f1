/** The devices of people. */
@NullMarked
package dev.confab.chat.application.device;

import org.jspecify.annotations.NullMarked;

/** The devices on which people are told what they miss, and when they are. */
@NullMarked
package dev.confab.chat.domain.device;

import org.jspecify.annotations.NullMarked;

/** What a connection has to know to follow its rooms without a hole. */
@NullMarked
package dev.confab.chat.application.sync;

import org.jspecify.annotations.NullMarked;

/** Push into the log, for trials. */
@NullMarked
package dev.confab.chat.adapter.log;

import org.jspecify.annotations.NullMarked;

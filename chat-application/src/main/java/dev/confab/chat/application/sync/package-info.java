/** What connections and nodes need to follow rooms without gaps. */
@NullMarked
package dev.confab.chat.application.sync;

import org.jspecify.annotations.NullMarked;

/** What is said in rooms. */
@NullMarked
package dev.confab.chat.application.message;

import org.jspecify.annotations.NullMarked;

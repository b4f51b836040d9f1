/** What has been received and seen. */
@NullMarked
package dev.confab.chat.application.receipt;

import org.jspecify.annotations.NullMarked;

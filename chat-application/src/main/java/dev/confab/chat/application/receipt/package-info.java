/** Receipts: which messages members have received and seen. */
@NullMarked
package dev.confab.chat.application.receipt;

import org.jspecify.annotations.NullMarked;

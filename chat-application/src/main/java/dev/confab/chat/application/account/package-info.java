/** Accounts and log-ins. */
@NullMarked
package dev.confab.chat.application.account;

import org.jspecify.annotations.NullMarked;

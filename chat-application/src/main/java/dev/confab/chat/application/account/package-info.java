/** Accounts, logins and authentication. */
@NullMarked
package dev.confab.chat.application.account;

import org.jspecify.annotations.NullMarked;

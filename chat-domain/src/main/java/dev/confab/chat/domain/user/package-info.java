/** Users: accounts, credentials, log-ins, host users, services and the staff. */
@NullMarked
package dev.confab.chat.domain.user;

import org.jspecify.annotations.NullMarked;

/** People and their log-ins. */
@NullMarked
package dev.confab.chat.domain.user;

import org.jspecify.annotations.NullMarked;

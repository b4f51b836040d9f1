/** Push by e-mail, through a mail server. */
@NullMarked
package dev.confab.chat.adapter.mail;

import org.jspecify.annotations.NullMarked;

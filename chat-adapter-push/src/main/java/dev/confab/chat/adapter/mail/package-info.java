/** Push by e-mail through an SMTP server. */
@NullMarked
package dev.confab.chat.adapter.mail;

import org.jspecify.annotations.NullMarked;

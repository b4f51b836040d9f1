/** Tokens and passwords. */
@NullMarked
package dev.confab.chat.adapter.security;

import org.jspecify.annotations.NullMarked;

/** The HTTP API. */
@NullMarked
package dev.confab.chat.adapter.rest;

import org.jspecify.annotations.NullMarked;

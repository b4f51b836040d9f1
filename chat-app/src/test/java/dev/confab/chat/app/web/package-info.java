/** Tests of the web client in a real browser against a real server. */
@NullMarked
package dev.confab.chat.app.web;

import org.jspecify.annotations.NullMarked;

/** The web client in a real browser, against a real server: what people see and do. */
@NullMarked
package dev.confab.chat.app.web;

import org.jspecify.annotations.NullMarked;

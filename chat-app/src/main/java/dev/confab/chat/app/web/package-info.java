/** The files of the web client and how browsers get them. The client itself is written in JavaScript. */
@NullMarked
package dev.confab.chat.app.web;

import org.jspecify.annotations.NullMarked;

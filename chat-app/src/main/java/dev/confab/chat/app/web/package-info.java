/** The web client as files: which there are, and how browsers get them. What they do is written in JavaScript. */
@NullMarked
package dev.confab.chat.app.web;

import org.jspecify.annotations.NullMarked;

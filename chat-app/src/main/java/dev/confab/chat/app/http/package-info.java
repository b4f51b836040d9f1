/** The connector of the HTTP server: how many connections there may be, and how long a request may take to arrive. */
@NullMarked
package dev.confab.chat.app.http;

import org.jspecify.annotations.NullMarked;

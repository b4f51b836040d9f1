/** The connector of the HTTP server, with limits on connections and on the time in which a request must arrive. */
@NullMarked
package dev.confab.chat.app.http;

import org.jspecify.annotations.NullMarked;

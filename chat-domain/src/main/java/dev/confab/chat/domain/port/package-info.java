/**
 * Every driven port: all that the domain and its use cases need from the world. Time comes through the JDK's own
 * {@link java.time.InstantSource}, which therefore has no port here.
 */
@NullMarked
package dev.confab.chat.domain.port;

import org.jspecify.annotations.NullMarked;

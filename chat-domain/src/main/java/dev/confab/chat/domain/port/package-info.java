/**
 * The driven ports: everything that the domain and the use cases need from outside. Time comes through the JDK's
 * {@link java.time.InstantSource}, so it has no port here.
 */
@NullMarked
package dev.confab.chat.domain.port;

import org.jspecify.annotations.NullMarked;

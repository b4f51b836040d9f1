/** The stores on H2 and PostgreSQL. */
@NullMarked
package dev.confab.chat.adapter.persistence;

import org.jspecify.annotations.NullMarked;

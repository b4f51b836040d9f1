/** Rules shared by all of the domain: texts, ids, digests, pages and refusals. Free of any framework. */
@NullMarked
package dev.confab.chat.domain;

import org.jspecify.annotations.NullMarked;

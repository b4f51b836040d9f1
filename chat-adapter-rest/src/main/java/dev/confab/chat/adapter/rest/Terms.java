package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.FileSigner;

/**
 * The settings that all requests of a kind of route share.
 *
 * @param maxBodyBytes the greatest length of a body without its file
 * @param files signs the URLs of files in responses
 */
record Terms(int maxBodyBytes, FileSigner files) {

    /** Returns the same terms with bodies of at most {@code bytes}. */
    Terms withBodyBytesUpTo(int bytes) {
        return new Terms(Math.min(maxBodyBytes, bytes), files);
    }
}

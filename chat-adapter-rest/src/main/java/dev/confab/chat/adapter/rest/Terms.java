package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.FileSigner;

/**
 * What is the same for every request.
 *
 * @param maxBodyBytes the longest body that is read, but for uploads
 * @param files signs the URLs of files in answers
 */
record Terms(int maxBodyBytes, FileSigner files) {

    /** Returns the same terms with bodies of at most {@code bytes}. */
    Terms withBodyBytesUpTo(int bytes) {
        return new Terms(Math.min(maxBodyBytes, bytes), files);
    }
}

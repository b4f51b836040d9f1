package dev.confab.chat.adapter.image;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory as input of decoders. Some decoders read beyond the end for each pixel and treat every exception,
 * which has a stack trace, as a zero: a file of 30 bytes could occupy one for minutes. So the exception here has no
 * stack trace, and the number of such reads is limited.
 */
final class FileInput extends ImageInputStreamImpl {

    private static final int PATIENCE = 5_000_000;

    private final byte[] file;
    private int askedBehindEnd;

    FileInput(byte[] file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        return isAtEnd(1) ? -1 : file[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (isAtEnd(1)) {
            return -1;
        }
        int count = (int) Math.min(length, file.length - streamPos);
        System.arraycopy(file, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public byte readByte() throws IOException {
        require(1);
        return super.readByte();
    }

    @Override
    public long readLong() throws IOException {
        require(Long.BYTES);
        return super.readLong();
    }

    @Override
    public long length() {
        return file.length;
    }

    private void require(int bytes) throws EOFException {
        if (isAtEnd(bytes)) {
            throw new End();
        }
    }

    private boolean isAtEnd(int bytes) {
        boolean isAtEnd = file.length - streamPos < bytes;
        if (isAtEnd && ++askedBehindEnd > PATIENCE) {
            throw ImageErrors.file();
        }
        return isAtEnd;
    }

    private static final class End extends EOFException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}

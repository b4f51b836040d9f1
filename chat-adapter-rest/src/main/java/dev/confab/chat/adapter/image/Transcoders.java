package dev.confab.chat.adapter.image;

/** Chooses the transcoder by the first bytes of a file. */
final class Transcoders {

    private final PngTranscoder png;
    private final JpegTranscoder jpeg;
    private final GifTranscoder gif;
    private final WebpTranscoder webp;

    Transcoders() {
        var codecs = new ImageCodecs();
        png = new PngTranscoder(codecs);
        jpeg = new JpegTranscoder(codecs);
        gif = new GifTranscoder(codecs);
        webp = new WebpTranscoder(codecs);
    }

    /** Lists the parts of a file without unpacking any, and refuses what no image is or too large a one. */
    Job plan(byte[] file) {
        var start = new ByteReader(file);
        if (start.startsWith(PngChunks.SIGNATURE)) {
            return png.plan(file);
        }
        if (start.startsWith(JpegParts.SIGNATURE)) {
            return jpeg.plan(file);
        }
        if (start.startsWith(GifParts.SIGNATURE)) {
            return gif.plan(file);
        }
        if (start.startsWith(WebpParts.SIGNATURE)) {
            return webp.plan(file);
        }
        throw ImageErrors.file();
    }
}

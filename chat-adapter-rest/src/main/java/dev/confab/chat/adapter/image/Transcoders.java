package dev.confab.chat.adapter.image;

/** The selection of a transcoder by the first bytes of a file. */
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

    /** Parses a file without decoding it. Refuses files that are no images or too large. */
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

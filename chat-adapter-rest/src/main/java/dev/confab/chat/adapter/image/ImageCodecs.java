package dev.confab.chat.adapter.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image.Format;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The decoders and encoders: those of the JDK for PNG, JPEG and GIF, and TwelveMonkeys' for WebP. All data stays in
 * memory.
 */
final class ImageCodecs {

    private final ImageReaderSpi pngReader = ours(ImageReaderSpi.class, "png");
    private final ImageReaderSpi jpegReader = ours(ImageReaderSpi.class, "jpeg");
    private final ImageReaderSpi gifReader = ours(ImageReaderSpi.class, "gif");
    private final ImageReaderSpi webpReader = new WebPImageReaderSpi();
    private final ImageWriterSpi pngWriter = ours(ImageWriterSpi.class, "png");
    private final ImageWriterSpi jpegWriter = ours(ImageWriterSpi.class, "jpeg");
    private final ImageWriterSpi gifWriter = ours(ImageWriterSpi.class, "gif");

    private static <T extends ImageReaderWriterSpi> T ours(Class<T> type, String format) {
        Iterator<T> all = IIORegistry.getDefaultInstance().getServiceProviders(type, true);
        while (all.hasNext()) {
            var provider = all.next();
            boolean isOfTheJdk = provider.getClass().getModule() == ImageReader.class.getModule();
            if (isOfTheJdk && List.of(provider.getFormatNames()).contains(format)) {
                return provider;
            }
        }
        throw new IllegalStateException("this JDK has no " + type.getSimpleName() + " for " + format);
    }

    /** The work with an open reader. */
    @FunctionalInterface
    interface Reading<T> {
        T with(ImageReader reader) throws IOException;
    }

    /**
     * Opens {@code file} and runs {@code work}. All exceptions that a decoder may throw become a refusal of the file.
     */
    <T> T read(Format format, byte[] file, Reading<T> work) {
        try (var input = new FileInput(file)) {
            var reader = reader(format).createReaderInstance();
            try {
                reader.setInput(input, false, true);
                return work.with(reader);
            } finally {
                reader.dispose();
            }
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException damaged) {
            throw ImageErrors.file();
        }
    }

    private ImageReaderSpi reader(Format format) {
        return switch (format) {
            case PNG -> pngReader;
            case JPEG -> jpegReader;
            case GIF -> gifReader;
            case WEBP -> webpReader;
        };
    }

    byte[] png(BufferedImage picture) {
        return write(pngWriter, writer -> writer.write(picture));
    }

    /** @param quality from 0 to 1 */
    byte[] jpeg(BufferedImage picture, float quality) {
        return write(jpegWriter, writer -> {
            var settings = (JPEGImageWriteParam) writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            settings.setOptimizeHuffmanTables(true);
            writer.write(null, new IIOImage(picture, null, null), settings);
        });
    }

    byte[] gif(Writing work) {
        return write(gifWriter, work);
    }

    /** The work with an open writer. */
    @FunctionalInterface
    interface Writing {
        void with(ImageWriter writer) throws IOException;
    }

    private static byte[] write(ImageWriterSpi provider, Writing work) {
        var file = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(file)) {
            var writer = provider.createWriterInstance();
            try {
                writer.setOutput(output);
                work.with(writer);
                output.flush();
            } finally {
                writer.dispose();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }
}

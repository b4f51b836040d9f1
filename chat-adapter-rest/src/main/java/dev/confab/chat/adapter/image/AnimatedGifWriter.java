package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import dev.confab.chat.adapter.image.GifParts.Animation;
import dev.confab.chat.adapter.image.GifParts.Frame;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/**
 * A writer of animated GIFs. It writes decoded frames with their palettes one after the other, so that only one is in
 * memory. The JDK expects the metadata as trees in the format of its "GIF Metadata Format Specification".
 */
final class AnimatedGifWriter {

    private static final String STREAM = "javax_imageio_gif_stream_1.0";
    private static final String IMAGE = "javax_imageio_gif_image_1.0";
    private static final String[] DISPOSALS = {"none", "doNotDispose", "restoreToBackgroundColor", "restoreToPrevious"};

    private final Animation animation;
    private final ImageReader reader;

    AnimatedGifWriter(Animation animation, ImageReader reader) {
        this.animation = animation;
        this.reader = reader;
    }

    void write(ImageWriter writer) throws IOException {
        var settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
        writer.prepareWriteSequence(screen(writer, animation.plan().size()));
        int number = 0;
        for (var frame : animation.frames()) {
            var pixels = reader.read(number++);
            writer.writeToSequence(new IIOImage(pixels, null, describe(writer, pixels, frame, number == 1)), settings);
        }
        writer.endWriteSequence();
    }

    private static IIOMetadata screen(ImageWriter writer, Size size) throws IOException {
        var tree = new IIOMetadataNode(STREAM);
        tree.appendChild(node("Version", Map.of("value", "89a")));
        tree.appendChild(node(
                "LogicalScreenDescriptor",
                Map.of(
                        "logicalScreenWidth",
                        size.width(),
                        "logicalScreenHeight",
                        size.height(),
                        "colorResolution",
                        8,
                        "pixelAspectRatio",
                        0)));
        return withTree(writer.getDefaultStreamMetadata(null), STREAM, tree);
    }

    private IIOMetadata describe(ImageWriter writer, BufferedImage pixels, Frame frame, boolean isFirst)
            throws IOException {
        var tree = new IIOMetadataNode(IMAGE);
        tree.appendChild(node(
                "ImageDescriptor",
                Map.of(
                        "imageLeftPosition",
                        frame.left(),
                        "imageTopPosition",
                        frame.top(),
                        "imageWidth",
                        pixels.getWidth(),
                        "imageHeight",
                        pixels.getHeight(),
                        "interlaceFlag",
                        "FALSE")));
        tree.appendChild(palette((IndexColorModel) pixels.getColorModel()));
        tree.appendChild(node("GraphicControlExtension", control(frame)));
        if (isFirst && animation.repeats() != null) {
            tree.appendChild(repeats(animation.repeats()));
        }
        var type = ImageTypeSpecifier.createFromRenderedImage(pixels);
        return withTree(writer.getDefaultImageMetadata(type, null), IMAGE, tree);
    }

    private static IIOMetadata withTree(IIOMetadata metadata, String format, IIOMetadataNode tree) throws IOException {
        metadata.setFromTree(format, tree);
        return metadata;
    }

    /** Returns the palette of one frame. */
    private static IIOMetadataNode palette(IndexColorModel colors) {
        int size = Math.max(2, Integer.highestOneBit(2 * colors.getMapSize() - 1));
        var palette = node("LocalColorTable", Map.of("sizeOfLocalColorTable", size, "sortFlag", "FALSE"));
        for (int index = 0; index < size; index++) {
            int color = index < colors.getMapSize() ? colors.getRGB(index) : 0;
            palette.appendChild(node(
                    "ColorTableEntry",
                    Map.of(
                            "index",
                            index,
                            "red",
                            color >> 16 & 0xff,
                            "green",
                            color >> 8 & 0xff,
                            "blue",
                            color & 0xff)));
        }
        return palette;
    }

    private static Map<String, Object> control(Frame frame) {
        var control = frame.control();
        var transparent = control.transparent();
        return Map.of(
                "disposalMethod",
                DISPOSALS[control.disposal()],
                "userInputFlag",
                "FALSE",
                "transparentColorFlag",
                transparent == null ? "FALSE" : "TRUE",
                "delayTime",
                control.delay(),
                "transparentColorIndex",
                transparent == null ? 0 : transparent);
    }

    private static IIOMetadataNode repeats(int times) {
        var extension = node("ApplicationExtension", Map.of("applicationID", "NETSCAPE", "authenticationCode", "2.0"));
        extension.setUserObject(new byte[] {1, (byte) times, (byte) (times >> 8)});
        var all = new IIOMetadataNode("ApplicationExtensions");
        all.appendChild(extension);
        return all;
    }

    private static IIOMetadataNode node(String name, Map<String, ?> attributes) {
        var node = new IIOMetadataNode(name);
        new TreeMap<>(attributes).forEach((key, value) -> node.setAttribute(key, String.valueOf(value)));
        return node;
    }
}

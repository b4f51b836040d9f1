package dev.confab.chat.app.web;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Images to upload. */
final class Pictures {

    private Pictures() {}

    /** Returns a picture of an evening by the sea. */
    static FilePayload png(String name, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var brush = image.createGraphics();
        brush.setPaint(new GradientPaint(0, 0, new Color(0x2b3a67), 0, height * 0.6f, new Color(0xf2a65a)));
        brush.fillRect(0, 0, width, height);
        brush.setColor(new Color(0xffe3b3));
        brush.fillOval(width * 6 / 10, height * 4 / 10, height / 5, height / 5);
        brush.setPaint(new GradientPaint(0, height * 0.6f, new Color(0x3d5a80), 0, height, new Color(0x1b263b)));
        brush.fillRect(0, height * 6 / 10, width, height);
        brush.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new FilePayload(name, "image/png", bytes.toByteArray());
    }
}

package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image;

/** The answers to what cannot be taken as an image. */
final class ImageErrors {

    private static final String FIELD = "image";

    private ImageErrors() {}

    static Refusal file() {
        return new Refusal.Invalid(FIELD, "Must be a whole, undamaged PNG, JPEG, GIF or WebP image.");
    }

    static Refusal tooManyBytes() {
        return new Refusal.TooLarge(FIELD, "Must be at most " + (Image.MAX_BYTES >> 20) + " MB.");
    }

    static Refusal tooManyPixels() {
        return new Refusal.TooLarge(FIELD, "Must be at most " + Image.MAX_PIXELS / 1_000_000 + " megapixels.");
    }

    static Refusal tooMuchMotion() {
        return new Refusal.TooLarge(FIELD, "Has too many frames or layers for its size.");
    }

    static Refusal tooMuchForThisServer() {
        return new Refusal.TooLarge(FIELD, "Takes more memory to read than this server has.");
    }
}

package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Image;

/** The refusals of files that are no acceptable images. */
final class ImageErrors {

    private static final String FIELD = "image";

    private ImageErrors() {}

    static Refusal file() {
        return new Refusal.Invalid(FIELD, "Must be a complete, undamaged PNG, JPEG, GIF or WebP image.");
    }

    static Refusal tooManyBytes() {
        return new Refusal.TooLarge(FIELD, "Must be at most " + (Image.MAX_BYTES >> 20) + " MB.");
    }

    static Refusal tooManyPixels() {
        return new Refusal.TooLarge(FIELD, "Must be at most " + Image.MAX_PIXELS / 1_000_000 + " megapixels.");
    }

    static Refusal tooManyFrames() {
        return new Refusal.TooLarge(FIELD, "Must have fewer frames or layers for its size.");
    }

    static Refusal tooMuchMemory() {
        return new Refusal.TooLarge(FIELD, "Must need less memory to decode than this server has.");
    }
}

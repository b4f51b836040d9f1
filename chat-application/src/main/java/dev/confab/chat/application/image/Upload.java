package dev.confab.chat.application.image;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * An uploaded file.
 *
 * @param name the file name that the client sent
 * @param content opens a new stream from the start of the file at each call
 */
public record Upload(String name, Supplier<? extends InputStream> content) {}

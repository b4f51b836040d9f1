package dev.confab.chat.application.image;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A file that somebody sent.
 *
 * @param name what they call it
 * @param content opens it, from its start each time
 */
public record Upload(String name, Supplier<? extends InputStream> content) {}

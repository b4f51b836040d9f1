package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.room.ProcessedImage;
import java.util.function.Supplier;

/**
 * An upload whose parts are known and that is still to be decoded.
 *
 * @param work decodes it and writes it again; takes time and as much memory as the plan says
 */
record Job(DecodePlan plan, Supplier<ProcessedImage> work) {}

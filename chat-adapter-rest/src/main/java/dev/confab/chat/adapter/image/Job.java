package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.room.ProcessedImage;
import java.util.function.Supplier;

/**
 * An upload that was parsed but not yet decoded.
 *
 * @param work decodes and encodes it; needs the memory of the plan
 */
record Job(DecodePlan plan, Supplier<ProcessedImage> work) {}

package dev.confab.chat.application.port;

import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.port.ImageStore;

/**
 * How images are handled.
 *
 * @param store where image files are kept
 * @param codec how uploads are decoded
 */
public record ImagePorts(ImageStore store, ImageCodec codec) {}

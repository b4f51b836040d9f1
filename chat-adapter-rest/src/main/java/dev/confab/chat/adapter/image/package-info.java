/**
 * Images: what people upload is made safe here, and its files are kept on a disk.
 *
 * <p>An upload goes through four steps. The format is told by the first bytes ({@link
 * dev.confab.chat.adapter.image.Upload}); its parts are listed without unpacking any, which gives the size, and a copy
 * that holds nothing but what is drawn ({@code PngParts}, {@code JpegParts}, {@code GifParts}, {@code WebpParts}); that copy is
 * decoded when there is memory to spare ({@code Turns}); and what was decoded is written anew.
 */
@NullMarked
package dev.confab.chat.adapter.image;

import org.jspecify.annotations.NullMarked;

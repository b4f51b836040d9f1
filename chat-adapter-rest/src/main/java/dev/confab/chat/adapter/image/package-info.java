/**
 * Images: what people upload is made safe here, and its files are kept on a disk.
 *
 * <p>An upload goes through five steps. Its user's other uploads come first ({@code UserLanes}). The format is told by the
 * first bytes ({@code Transcoders}); its parts are listed without unpacking any, which gives the size, and a copy that
 * holds nothing but what is drawn ({@code PngParts}, {@code JpegParts}, {@code GifParts}, {@code WebpParts}). Its pixels
 * are paid for ({@code PixelBudget}); the copy is decoded when there is memory to spare ({@code MemoryBudget}); and what was
 * decoded is converted to sRGB ({@code ColorTransform}) and written anew.
 */
@NullMarked
package dev.confab.chat.adapter.image;

import org.jspecify.annotations.NullMarked;

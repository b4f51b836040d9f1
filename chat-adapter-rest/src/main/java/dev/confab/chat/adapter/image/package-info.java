/**
 * Images: uploads are made safe, and their files are stored on disk.
 *
 * <p>An upload passes five steps. It waits for earlier uploads of the same user ({@code UserLanes}). Its first bytes
 * determine the format ({@code Transcoders}). Its parts are parsed without decoding, which yields the size and a copy
 * that contains only what is drawn ({@code PngParts}, {@code JpegParts}, {@code GifParts}, {@code WebpParts}). Its
 * pixels are charged to the user ({@code PixelBudget}), and the copy is decoded when there is enough memory ({@code
 * MemoryBudget}). The result is converted to sRGB ({@code ColorTransform}) and encoded.
 */
@NullMarked
package dev.confab.chat.adapter.image;

import org.jspecify.annotations.NullMarked;

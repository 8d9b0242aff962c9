package org.skipsweep.models.data;

/** What the pixel values of a set of images mean. */
public enum PixelKind {
    /** 0 (background) to 255 (ink); value/255 is the probability that a binary pixel is on. */
    GREY,
    /** Only 0 (off) and 255 (on). */
    BINARY
}

/** Digits that the program draws itself. */
package org.skipsweep.models.data.strokes;

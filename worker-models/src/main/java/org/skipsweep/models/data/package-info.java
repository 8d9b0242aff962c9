/** Images and text: readers of the real file formats, binarisation, built-in digits, and fetching of published files. */
package org.skipsweep.models.data;

/** Readers of the file formats in which data sets come. */
package org.skipsweep.models.data.file;

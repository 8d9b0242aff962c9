/**
 * Files that appear whole or not at all, on the local disk, HDFS and object stores. Every file that somebody may read while it is
 * replaced, or that must survive the end of its writer, is written here and nowhere else.
 */
package org.skipsweep.models.files;

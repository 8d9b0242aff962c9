/** Diagnostics: whether engines agree, and how fast they train. */
package org.skipsweep.models.check;

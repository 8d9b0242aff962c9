/** Trials as other programs for experiments take them: settings, curves, final metrics, provenance and files. */
package org.skipsweep.driver.export;

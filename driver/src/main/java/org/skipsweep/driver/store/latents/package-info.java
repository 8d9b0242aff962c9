/** Latents of examples as Parquet, written and read without Spark. */
package org.skipsweep.driver.store.latents;

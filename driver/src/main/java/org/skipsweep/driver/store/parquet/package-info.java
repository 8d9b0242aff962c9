/** Parquet files of any origin: nothing is asked of the Parquet library before what they say of themselves is held against what is there. */
package org.skipsweep.driver.store.parquet;

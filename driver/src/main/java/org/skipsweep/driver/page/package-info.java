/**
 * The output of a sweep as one page: what its Parquet and JSON files hold, put into the page as it is, drawn in the browser. Nothing
 * is computed here.
 */
package org.skipsweep.driver.page;

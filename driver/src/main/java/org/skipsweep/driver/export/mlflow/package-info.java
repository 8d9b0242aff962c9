/** Trials as runs of an MLflow tracking server. */
package org.skipsweep.driver.export.mlflow;

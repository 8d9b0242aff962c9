/** What is done with trained models: encoding, drawing images, writing sentences. */
package org.skipsweep.models.train.use;

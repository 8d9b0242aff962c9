/** Numbers of a model in streams, as checkpoints hold them. */
package org.skipsweep.models.train.stream;

/** What trained latents are good for: the classifier, the neighbours and the map of the paper's section 4.2. */
package org.skipsweep.models.study;

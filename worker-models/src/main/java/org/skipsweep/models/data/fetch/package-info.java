/** Getting published files and holding them against published checksums. */
package org.skipsweep.models.data.fetch;

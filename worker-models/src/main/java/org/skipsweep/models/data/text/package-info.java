/** Text: vocabularies, readers of documents, and the sources of corpora. */
package org.skipsweep.models.data.text;

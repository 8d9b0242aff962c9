/** What the platform must know of each model family: its objective, its size, its metrics. */
package org.skipsweep.models.family;

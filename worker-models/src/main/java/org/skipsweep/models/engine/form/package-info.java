/**
 * How graphs compute what models write down, where the plain form is slow or out of the range of an engine's operation. Each
 * form gives the numbers of the plain one up to rounding.
 */
package org.skipsweep.models.engine.form;

package org.skipsweep.driver.reduce.claim;

import java.util.List;

/**
 * What the paper says about a table, in a form that can be checked. Checks are values: two tables that say the same have
 * equal ones, and a trial that stands in both is checked once.
 */
@FunctionalInterface
public interface ClaimCheck {

    /** The claims that can be checked on some cells, in the order in which to show them. */
    List<Claim> on(Evidence evidence);
}

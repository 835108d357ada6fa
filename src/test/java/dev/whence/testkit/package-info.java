/** What tests of the whole product share: made-up receipts, and running servers. */
package dev.whence.testkit;

/**
 * The catalog as harvesters of the United States read it: one JSON document with every dataset, by DCAT-US 1.1 ({@code
 * data.json}) and 3.0. What of DCAT becomes which member stands in the tables {@code feed/dcat-us-*.json}; a dataset that has
 * not what the schema demands is left out, and counted. Knows nothing of HTTP.
 */
@NullMarked
package dev.whence.feed.dcatus;

import org.jspecify.annotations.NullMarked;

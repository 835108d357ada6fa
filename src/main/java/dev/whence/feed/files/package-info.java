/**
 * The public catalog as files that a plain web server or a bucket can publish: made of the same parts as what is answered over
 * HTTP, with addresses that need no server to read them.
 */
@NullMarked
package dev.whence.feed.files;

import org.jspecify.annotations.NullMarked;

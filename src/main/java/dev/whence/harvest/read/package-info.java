/**
 * What a document of another's catalog says: which records stand in it, which were taken away, and which documents come
 * next. Pure; nothing is fetched, no context, no entity.
 */
@NullMarked
package dev.whence.harvest.read;

import org.jspecify.annotations.NullMarked;

/**
 * Station <em>authenticate</em>: from what a request shows to who asks. Gives a {@link dev.whence.access.Principal}, or says
 * that there is none, in one way for every reason; what a principal may do is not decided here. Knows no HTTP.
 *
 * <p>API keys lie in {@code keys/api-keys.json}, each as a slow salted hash; the file is replaced as a whole, so a command
 * may change it while a server reads it, and the server looks at it before every use of a key. A key that was verified is
 * remembered for a while under an HMAC whose key dies with the process: a request then costs microseconds, and the memory
 * holds no key. A key that nobody has costs as much as a wrong secret.
 *
 * <p>Rights are configured from when the file is there, whatever is in it; a process that has once seen it never opens the
 * doors again. What cannot be read lets nobody in.
 */
@NullMarked
package dev.whence.authenticate;

import org.jspecify.annotations.NullMarked;

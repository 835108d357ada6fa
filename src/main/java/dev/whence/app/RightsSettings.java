package dev.whence.app;

import dev.whence.access.Scope;
import dev.whence.authenticate.AuthenticationSettings;
import java.util.Set;

/**
 * Who may do what, where rights are configured.
 *
 * @param everybody what anybody may do, without a key; only ever on what is public
 */
record RightsSettings(Set<Scope> everybody, AuthenticationSettings authentication) {}

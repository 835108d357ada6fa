package dev.whence.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.PolicyLabel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntryRightsTest {
    private static final Rights OPEN = new Rights("acme", PolicyLabel.PUBLIC, Optional.empty());
    private static final Rights OWN = new Rights("acme", PolicyLabel.INTERNAL, Optional.empty());
    private static final Rights OTHERS = new Rights("globex", PolicyLabel.INTERNAL, Optional.empty());
    private static final Principal MEMBER =
            new Principal("m", Principal.Means.KEY, List.of("acme"), Set.of(Scope.PROVENANCE_READ));

    private final EntryRights rights = new EntryRights();
    private final Sight sight = rights.sight(new Access(Set.of()), MEMBER, Instant.EPOCH);

    @Test
    void a_member_sees_what_is_public_or_its_own_and_nothing_that_is_not_there_yet() {
        rights.add(0, OPEN);
        rights.add(1, OWN);
        rights.add(2, OTHERS);
        assertThat(sight.sees(0)).isTrue();
        assertThat(sight.sees(1)).isTrue();
        assertThat(sight.sees(2)).isFalse();
        assertThat(sight.sees(3)).isFalse();
        assertThat(sight.sees(-1)).isFalse();
    }

    @Test
    void it_is_known_to_see_all_only_while_there_is_nothing_else() {
        rights.add(0, OPEN);
        assertThat(sight.seesAll(1)).isTrue();
        assertThat(sight.seesAll(2)).isFalse();
        rights.add(1, OWN);
        assertThat(sight.seesAll(2)).isTrue();
        rights.add(2, OTHERS);
        assertThat(sight.seesAll(3)).isFalse();
    }

    @Test
    void without_rights_all_is_seen() {
        Sight house = rights.sight(new Access(Set.of()), Principal.HOUSE, Instant.EPOCH);
        assertThat(house.isWhole()).isTrue();
        assertThat(house.seesAll(7)).isTrue();
    }
}

package dev.whence.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    @Test
    void agrees_with_a_hash_map_however_many_keys_there_are() {
        long seed = System.nanoTime();
        System.out.println("KeyTableTest seed " + seed);
        Random random = new Random(seed);
        KeyTable table = new KeyTable();
        Map<KeyTable.Key, Long> expected = new HashMap<>();
        for (long i = 0; i < 20_000; i++) {
            // Few low halves, so that many keys want the same place.
            KeyTable.Key key = new KeyTable.Key(random.nextLong(), random.nextInt(1 << 14));
            table.put(key, i);
            expected.put(key, i);
        }
        expected.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
        assertThat(table.get(new KeyTable.Key(1, -1))).isEqualTo(-1);
    }

    @Test
    void a_key_of_zeros_and_a_value_of_zero_are_like_any_other() {
        KeyTable table = new KeyTable();
        KeyTable.Key zeros = new KeyTable.Key(0, 0);
        assertThat(table.get(zeros)).isEqualTo(-1);
        table.put(zeros, 0);
        assertThat(table.get(zeros)).isZero();
        table.put(zeros, 7);
        assertThat(table.get(zeros)).isEqualTo(7);
    }
}

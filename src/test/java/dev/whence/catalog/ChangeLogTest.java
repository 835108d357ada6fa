package dev.whence.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
    private static final RecordKey A = new RecordKey("dcat-dataset", "a");
    private static final RecordKey B = new RecordKey("dcat-dataset", "b");
    private static final RecordKey C = new RecordKey("dcat-dataset", "c");

    private final ChangeLog log = new ChangeLog();

    @Test
    void a_record_is_created_updated_and_deleted() {
        log.put(A, 3, at(3));
        log.put(A, 5, at(5));
        log.remove(A, 8, at(8));

        assertThat(log.view().history(A))
                .extracting(Change::type)
                .containsExactly(Change.Type.CREATE, Change.Type.UPDATE, Change.Type.DELETE);
        assertThat(log.view().history(A)).extracting(Change::issued).containsOnly(at(3));
        assertThat(log.view().total()).isZero();
        assertThat(log.view().records(CatalogView.START, 9)).isEmpty();
    }

    @Test
    void what_comes_back_is_created_again_in_its_old_place() {
        log.put(A, 0, at(0));
        log.put(B, 1, at(1));
        log.remove(A, 2, at(2));
        log.put(A, 3, at(3));

        assertThat(log.view().latest(A).orElseThrow().type()).isEqualTo(Change.Type.CREATE);
        assertThat(keys(log.view().records(CatalogView.START, 9))).containsExactly(A, B);
    }

    @Test
    void what_is_not_there_cannot_be_removed() {
        log.remove(A, 0, at(0));
        log.put(A, 1, at(1));
        log.remove(A, 2, at(2));
        log.remove(A, 3, at(3));

        assertThat(log.view().changeCount()).isEqualTo(2);
    }

    @Test
    void a_view_stays_as_it_is_while_more_is_written() {
        log.put(A, 10, at(10));
        log.put(B, 11, at(11));
        CatalogView view = log.view();
        log.put(A, 20, at(20));
        log.remove(B, 21, at(21));
        log.put(C, 22, at(22));

        assertThat(keys(view.records(CatalogView.START, 9))).containsExactly(A, B);
        assertThat(view.latest(A).orElseThrow().sequence()).isEqualTo(10);
        assertThat(view.total()).isEqualTo(2);
        assertThat(view.size()).isEqualTo(12);
        assertThat(log.view(view.size()).records(CatalogView.START, 9)).isEqualTo(view.records(CatalogView.START, 9));
        assertThat(log.view(22).total()).isEqualTo(1);
        assertThat(log.view(1000).size()).isEqualTo(23);
        assertThat(log.view(10).size()).isZero();
    }

    @Test
    void page_by_page_every_record_is_met_once() {
        for (int i = 0; i < 25; i++) {
            log.put(new RecordKey("dcat-dataset", "d" + i), i, at(i));
        }
        log.remove(new RecordKey("dcat-dataset", "d4"), 25, at(25));
        CatalogView view = log.view();
        List<RecordKey> met = new ArrayList<>();
        for (int after = CatalogView.START; ; ) {
            List<Change> page = view.records(after, 10);
            if (page.isEmpty()) {
                break;
            }
            met.addAll(keys(page));
            after = page.get(page.size() - 1).ordinal();
            log.put(new RecordKey("dcat-dataset", "late" + met.size()), 100 + met.size(), at(100 + met.size()));
        }

        assertThat(met).hasSize(24).doesNotHaveDuplicates().hasSize(view.total());
    }

    @Test
    void changes_are_found_by_time() {
        log.put(A, 0, at(10));
        log.put(B, 1, at(20));
        log.put(C, 2, at(20));

        assertThat(log.view().firstSince(at(5))).isZero();
        assertThat(log.view().firstSince(at(11))).isEqualTo(1);
        assertThat(log.view().firstSince(at(20))).isEqualTo(1);
        assertThat(log.view().firstSince(at(21))).isEqualTo(3);
        assertThat(log.view().changes(1, 1)).extracting(Change::key).containsExactly(B);
        assertThat(log.view().changes(7, 2)).isEmpty();
    }

    @Test
    void what_was_erased_is_in_no_view() {
        log.put(A, 0, at(0));
        log.put(B, 1, at(1));
        CatalogView before = log.view();
        log.erase(A, 0, 2, at(2));

        assertThat(keys(before.records(CatalogView.START, 9))).containsExactly(B);
        assertThat(before.isErased(before.changes(0, 1).get(0))).isTrue();
        assertThat(log.view().latest(A).orElseThrow())
                .satisfies(change -> assertThat(change.type()).isEqualTo(Change.Type.DELETE))
                .satisfies(change -> assertThat(change.sequence()).isEqualTo(2));
        assertThat(log.view().total()).isEqualTo(1);
    }

    @Test
    void an_older_version_is_erased_without_the_newest() {
        log.put(A, 0, at(0));
        log.put(A, 1, at(1));
        log.erase(A, 0, 2, at(2));

        assertThat(keys(log.view().records(CatalogView.START, 9))).containsExactly(A);
        assertThat(log.view(1).records(CatalogView.START, 9)).isEmpty();
    }

    private static List<RecordKey> keys(List<Change> changes) {
        return changes.stream().map(Change::key).toList();
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}

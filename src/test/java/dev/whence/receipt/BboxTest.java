package dev.whence.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BboxTest {
    @Test
    void is_a_polygon_counter_clockwise() {
        assertThat(new Bbox(10, 47, 11.5, 48).wkt()).isEqualTo("POLYGON ((10 47, 11.5 47, 11.5 48, 10 48, 10 47))");
    }

    @Test
    void is_two_polygons_across_the_antimeridian() {
        assertThat(new Bbox(177, -18, -178, -16).wkt())
                .isEqualTo("MULTIPOLYGON (((177 -18, 180 -18, 180 -16, 177 -16, 177 -18)),"
                        + " ((-180 -18, -178 -18, -178 -16, -180 -16, -180 -18)))");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0E-7,0.0000001",
        "-0.0,0",
        "172.91173669923782,172.91173669923782",
        "-5.0,-5",
        "1.0E20,100000000000000000000"
    })
    void writes_numbers_without_exponent_and_without_digits_too_many(double number, String text) {
        assertThat(Bbox.number(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,1,1, 1,1,2,2, true",
        "0,0,1,1, 2,0,3,1, false",
        "0,0,1,1, 0,2,1,3, false",
        "170,-10,-170,10, 175,0,176,1, true",
        "170,-10,-170,10, -175,0,-174,1, true",
        "170,-10,-170,10, 0,0,1,1, false",
        "175,0,176,1, 170,-10,-170,10, true",
        "170,-10,-170,10, 179,-1,-179,1, true"
    })
    void meets_another_where_some_point_lies_in_both(
            double w, double s, double e, double n, double w2, double s2, double e2, double n2, boolean meets) {
        assertThat(new Bbox(w, s, e, n).meets(new Bbox(w2, s2, e2, n2))).isEqualTo(meets);
    }
}

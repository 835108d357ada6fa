package dev.whence.receipt;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a policy decision asks of whoever makes something public.
 *
 * @param type {@code generalize_geometry}, {@code remove_attributes}, {@code show_notice}; another one can be named and not
 *     be met
 * @param minCellSizeMetres how fine places may be told at most
 * @param fields the attributes that must not be told
 * @param message what must be told with it; empty where nothing is
 */
public record Obligation(String type, OptionalDouble minCellSizeMetres, List<String> fields, String message) {
    public static final String GENERALIZE_GEOMETRY = "generalize_geometry";
    public static final String REMOVE_ATTRIBUTES = "remove_attributes";
    public static final String SHOW_NOTICE = "show_notice";

    public Obligation {
        fields = List.copyOf(fields);
    }
}

package dev.whence.operate;

import dev.whence.validate.OperationSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations that there are, with their schemas. Immutable. */
public final class Registry {
    private final Map<String, Operation> byId = new LinkedHashMap<>();
    private final OperationSchemas schemas;

    /**
     * Registers operations.
     *
     * @throws IllegalArgumentException where two have one id or one path
     * @throws IllegalStateException where one has no schema
     */
    public Registry(List<Operation> operations) {
        for (Operation operation : operations) {
            if (byId.put(operation.id(), operation) != null) {
                throw new IllegalArgumentException("two operations are called " + operation.id());
            }
        }
        schemas = new OperationSchemas(List.copyOf(byId.keySet()));
    }

    public List<Operation> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Operation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public OperationSchemas schemas() {
        return schemas;
    }
}

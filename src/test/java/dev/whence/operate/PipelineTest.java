package dev.whence.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Access;
import dev.whence.access.Principal;
import dev.whence.access.Scope;
import dev.whence.access.Sight;
import dev.whence.app.OperationHouse;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pipeline demands of operations, shown on some that break their word. */
class PipelineTest {
    private static final Scope TEA = new Scope("tea", "write");

    @TempDir
    private Path folder;

    private OperationHouse house;

    @BeforeEach
    void open() throws IOException {
        house = OperationHouse.open(folder, Stage.Watch.NOBODY);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** Makes a record that is good, and tells of the types that it is asked to. */
    private static Operation making(String id, List<String> emits, ObjectNode answer) {
        return new Operation(
                new Declaration(id, "Makes tea", TEA, SideEffect.COMPUTE, List.of("tea")), new Work.Writing() {
                    @Override
                    public Plan plan(Invocation invocation) {
                        return (Making) provenance -> provenance.record(record(), emits);
                    }

                    @Override
                    public ObjectNode answer(Recorded recorded) {
                        return answer.deepCopy();
                    }
                });
    }

    private static ObjectNode record() {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("operation_id", "tea.brew").put("invocation_id", "inv-1").put("principal", "a");
        record.put("state", "sealed").put("started_at", "2026-11-26T00:00:00Z");
        record.put("ended_at", "2026-11-26T00:00:00Z");
        record.putArray("artifacts").addObject().put("entity_type", "tea").put("entity_id", "T1");
        return record;
    }

    private static ObjectNode cup() {
        return JsonNodeFactory.instance.objectNode().put("cup", "full");
    }

    private Pipeline pipeline(Access access, Stage.Watch watch, Operation... operations) {
        return new Pipeline(
                new Registry(List.of(operations)),
                access,
                JsonLimits.DEFAULTS,
                house.ledgers(),
                Clock.systemUTC(),
                watch);
    }

    private Pipeline pipeline(Operation... operations) {
        return pipeline(Access.OPEN, Stage.Watch.NOBODY, operations);
    }

    private static Call as(Principal principal, String body) {
        return Call.of(new Invocation.Caller(principal, "default", Sight.ALL), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void who_declares_products_and_tells_of_none_has_failed_and_nothing_is_kept() {
        for (List<String> emits : List.of(List.<String>of(), List.of("coffee"))) {
            RefusedException refused = catchThrowableOfType(
                    RefusedException.class,
                    () -> pipeline(making("tea.forget", emits, cup())).run("tea.forget", as(Principal.HOUSE, "{}")));
            assertThat(refused.problem().type()).isEqualTo(ProblemType.FAULT);
        }
        assertThat(house.size()).isZero();
    }

    @Test
    void who_gives_an_answer_that_was_not_promised_has_failed_and_nothing_is_kept() {
        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> pipeline(making("tea.spill", List.of("tea"), JsonNodeFactory.instance.objectNode()))
                        .run("tea.spill", as(Principal.HOUSE, "{}")));
        assertThat(refused.problem().type()).isEqualTo(ProblemType.FAULT);
        assertThat(house.size()).isZero();
    }

    @Test
    void what_is_missing_is_told_in_the_order_of_the_stages() {
        Operation tea = making("tea.brew", List.of("tea"), cup());
        Pipeline pipeline = pipeline(new Access(Set.of()), Stage.Watch.NOBODY, tea);
        Principal guest = new Principal("guest", Principal.Means.KEY, List.of("default"), Set.of());
        Principal host = new Principal("host", Principal.Means.KEY, List.of("default"), Set.of(TEA));

        assertThat(refusal(pipeline, as(Principal.ANONYMOUS, "no JSON"))).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(refusal(pipeline, as(guest, "no JSON"))).isEqualTo(ProblemType.FORBIDDEN);
        assertThatThrownBy(() -> pipeline.run("tea.brew", as(guest, "{}")))
                .hasMessage("missing scope 'tea:write' for 'tea.brew'");
        assertThat(refusal(pipeline, as(host, "no JSON"))).isEqualTo(ProblemType.MALFORMED_JSON);
        assertThat(refusal(pipeline, as(host, "[]"))).isEqualTo(ProblemType.INPUT_INVALID);
        assertThat(house.size()).isZero();
    }

    private static ProblemType refusal(Pipeline pipeline, Call call) {
        return catchThrowableOfType(RefusedException.class, () -> pipeline.run("tea.brew", call))
                .problem()
                .type();
    }

    @Test
    void the_stages_come_in_their_order_and_the_audit_hears_of_every_end() throws Exception {
        List<Stage> passed = new ArrayList<>();
        Pipeline pipeline = pipeline(
                Access.OPEN, (stage, operation) -> passed.add(stage), making("tea.brew", List.of("tea"), cup()));

        pipeline.run("tea.brew", as(Principal.HOUSE, "{}"));
        assertThat(passed).containsExactly(Stage.values());
        assertThat(refusal(pipeline, as(Principal.HOUSE, "[]"))).isEqualTo(ProblemType.INPUT_INVALID);
        assertThat(passed.subList(Stage.values().length, passed.size())).containsExactly(Stage.AUTHORISE, Stage.AUDIT);
    }

    @Test
    void two_operations_do_not_share_an_id() {
        Operation tea = making("tea.brew", List.of("tea"), cup());
        assertThatThrownBy(() -> new Registry(List.of(tea, tea))).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.access.Access;
import dev.whence.access.Principal;
import dev.whence.access.Sight;
import dev.whence.client.WhenceClient;
import dev.whence.operate.Call;
import dev.whence.operate.Invocation;
import dev.whence.operate.Pipeline;
import dev.whence.operate.Stage;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls operations that need the ledger alone: here, or through the server that holds the data folder. */
interface OperationCaller {
    /** Gives the output of an operation. */
    JsonNode call(String operation, JsonNode input) throws RefusedException, IOException, InterruptedException;

    static OperationCaller here(Whence whence, OrganisationOption organisation) {
        Invocation.Caller caller =
                new Invocation.Caller(Principal.HOUSE, organisation.asker().organisation(), Sight.ALL);
        Pipeline pipeline = whence.answers().operations(Access.OPEN, Stage.Watch.NOBODY);
        return (operation, input) ->
                pipeline.run(operation, Call.of(caller, bytes(input))).output();
    }

    static OperationCaller there(WhenceClient server, OrganisationOption organisation) {
        ObjectMapper json = new ObjectMapper();
        return (operation, input) -> {
            WhenceClient.Answer answer = server.post(
                    "v1/op/" + operation, Map.of(), bytes(input), "application/json", organisation.headers());
            if (!answer.isGood()) {
                throw new RefusedException(ServerProblem.read(answer));
            }
            return json.readTree(answer.body());
        };
    }

    private static byte[] bytes(JsonNode input) {
        return input.toString().getBytes(StandardCharsets.UTF_8);
    }
}

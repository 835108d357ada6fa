package dev.whence.serve;

import dev.whence.feed.oai.OaiProvider;
import dev.whence.receipt.RefusedException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** The published catalog for harvesters that speak OAI-PMH. Open to everybody. */
final class OaiRoutes {
    private final OaiProvider provider;

    OaiRoutes(PublicCatalog catalog) {
        this.provider = new OaiProvider(catalog.records(), catalog.about());
    }

    void register(Api api) {
        for (Owner owner : Owner.values()) {
            api.route(
                    described(owner.get("/oai", "oai"))
                            .inQuery(
                                    "verb",
                                    "string",
                                    false,
                                    "Identify, ListRecords …: what is wanted, as the protocol says")
                            .build(),
                    context -> answer(context, context.queryParamMap()));
            api.route(
                    described(owner.post("/oai", "oaiPost"))
                            .consumes("application/x-www-form-urlencoded")
                            .build(),
                    context -> answer(context, context.formParamMap()));
        }
    }

    private static Route.Builder described(Route.Builder route) {
        return route.open()
                .forScripts()
                .summary("The published catalog by OAI-PMH 2.0, as dcat_ap and oai_dc")
                .produces(List.of(OaiProvider.MEDIA_TYPE))
                .answers(200, "The answer; what is wrong with a request stands in it");
    }

    private void answer(Context context, Map<String, List<String>> parameters) throws RefusedException {
        byte[] answer = provider.answer(Owner.published(context), parameters);
        Reply.packed(context);
        context.header("Cache-Control", "no-cache")
                .contentType(Reply.typed(OaiProvider.MEDIA_TYPE))
                .result(answer);
    }
}

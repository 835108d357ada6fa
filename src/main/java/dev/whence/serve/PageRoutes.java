package dev.whence.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.page.HomePage;
import dev.whence.serve.page.ProblemPage;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The first page, style sheet and icon, and what each kind of problem means. */
final class PageRoutes {
    private static final String HTML = "text/html";

    private final Supplier<ObjectNode> status;

    PageRoutes(Supplier<ObjectNode> status) {
        this.status = status;
    }

    void register(Api api) {
        api.route(
                Route.get("/", "home")
                        .open()
                        .summary("The first page")
                        .produces(List.of(HTML))
                        .answers(200, "The page")
                        .build(),
                this::home);
        file(api, "whence.css", "text/css", "The style sheet of the pages");
        file(api, "whence.svg", "image/svg+xml", "The icon of the pages");
        api.route(
                Route.get("/problems/{type}", "problem")
                        .open()
                        .summary("What a type of problem means (the 'type' of RFC 9457 problem details)")
                        .inPath("type", "the last part of the problem's type")
                        .produces(List.of(HTML))
                        .answers(200, "What it means")
                        .answers(404, "No such type")
                        .build(),
                this::problem);
    }

    private void home(Context context) {
        Caller caller = Caller.of(context);
        SharedCaches.warn(context, caller);
        Reply.page(
                context,
                HomePage.of(caller.may(Scope.ADMIN_READ) ? Optional.<JsonNode>of(status.get()) : Optional.empty()));
    }

    private static void file(Api api, String name, String mediaType, String meaning) {
        byte[] bytes = read("/pages/" + name);
        api.route(
                Route.get("/pages/" + name, name)
                        .open()
                        .summary(meaning)
                        .produces(List.of(mediaType))
                        .answers(200, meaning)
                        .build(),
                context -> Reply.tagged(context, mediaType, bytes));
    }

    private void problem(Context context) throws RefusedException {
        Optional<ProblemType> type = Arrays.stream(ProblemType.values())
                .filter(known -> known.slug().equals(context.pathParam("type")))
                .findFirst();
        Reply.page(
                context,
                ProblemPage.of(type.orElseThrow(
                        () -> new RefusedException(ProblemType.NOT_FOUND, "There is no such type of problem."))));
    }

    private static byte[] read(String resource) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

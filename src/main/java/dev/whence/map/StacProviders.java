package dev.whence.map;

import dev.whence.receipt.StacProvider;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Who made, keeps, licenses and hosts the data: each role of STAC has a term of DCMI. */
final class StacProviders {
    /** Who makes the data available comes first: that is what a publisher is. */
    private static final List<String> PUBLISHERS = List.of("host", "producer", "licensor", "processor");

    private final Statements out;
    private final Node subject;

    StacProviders(Statements out, Node subject) {
        this.out = out;
        this.subject = subject;
    }

    void say(List<StacProvider> providers) {
        publisher(providers).ifPresent(publisher -> out.say(subject, Dct.PUBLISHER, agent(publisher)));
        for (StacProvider provider : providers) {
            for (String role : provider.roles()) {
                property(role).ifPresent(property -> out.say(subject, property, agent(provider)));
            }
        }
    }

    /** One, because DCAT-AP allows no more; the first where none has a role. */
    private static Optional<StacProvider> publisher(List<StacProvider> providers) {
        return PUBLISHERS.stream()
                .flatMap(role ->
                        providers.stream().filter(provider -> provider.roles().contains(role)))
                .findFirst()
                .or(() -> providers.stream().findFirst());
    }

    private static Optional<Node> property(String role) {
        return switch (role) {
            case "producer" -> Optional.of(Dct.CREATOR);
            case "licensor" -> Optional.of(Dct.RIGHTS_HOLDER);
            case "processor" -> Optional.of(Dct.CONTRIBUTOR);
            default -> Optional.empty();
        };
    }

    private Node agent(StacProvider provider) {
        Node agent = Agents.agent(out, Foaf.AGENT, provider.name());
        out.text(agent, Foaf.NAME, provider.name());
        provider.url().ifPresent(url -> out.say(agent, Foaf.HOMEPAGE, NodeFactory.createURI(Hrefs.escaped(url))));
        return agent;
    }
}

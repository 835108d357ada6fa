package dev.whence.harvest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads the JSON document of DCAT-US, which is the whole catalog. */
public final class DcatUsReader implements PageReader {
    @Override
    public Page read(Document document) throws UnreadableException {
        List<String> troubles = new ArrayList<>();
        List<Page.Event> events = new ArrayList<>();
        Datasets.dcatUs(document, troubles).forEach(found -> events.add(new Page.Event.There(found)));
        return new Page(events, List.of(), true, OptionalLong.empty(), troubles, document.isImmutable());
    }
}

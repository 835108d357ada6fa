package dev.whence.feed.oai;

import io.gdcc.xoai.xml.CopyElement;
import io.gdcc.xoai.xml.XmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** One element that is there as text already. The library's own copying shares a matcher between threads. */
final class XmlText extends CopyElement {
    private final byte[] element;

    /** @param element without an XML declaration */
    XmlText(String element) {
        super(InputStream.nullInputStream());
        this.element = element.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void writeXml(XmlWriter writer) throws IOException {
        writer.getOutputStream().write(element);
    }
}

// The query page: YASGUI on this server's own endpoint, with nothing that would call another host.
"use strict";
(function () {
  const ENDPOINT = new URL("/sparql", location.href).href;
  const PREFIXES = {
    dcat: "http://www.w3.org/ns/dcat#",
    dcterms: "http://purl.org/dc/terms/",
    prov: "http://www.w3.org/ns/prov#",
    rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    spdx: "http://spdx.org/rdf/terms#",
    stac: "https://w3id.org/ogc/stac/core/",
    whence: "https://w3id.org/whence/ns#",
    xsd: "http://www.w3.org/2001/XMLSchema#",
  };
  const TERMS = {
    property: [
      "prov:used", "prov:wasGeneratedBy", "prov:wasDerivedFrom", "prov:wasAssociatedWith", "prov:specializationOf",
      "prov:generatedAtTime", "prov:qualifiedAssociation", "prov:wasRevisionOf", "prov:startedAtTime",
      "prov:endedAtTime", "dcterms:identifier", "dcterms:title", "dcat:distribution", "dcat:hasVersion",
      "dcat:version", "spdx:checksum", "spdx:checksumValue", "whence:describes", "whence:receipt",
      "whence:validationStatus", "whence:decision", "whence:container", "whence:commit", "whence:operation",
    ].map(expand),
    class: ["prov:Activity", "prov:Agent", "prov:Bundle", "prov:Entity", "dcat:Dataset", "whence:RunReceipt"].map(expand),
  };

  function expand(name) {
    const [prefix, local] = name.split(":");
    return PREFIXES[prefix] + local;
  }

  // YASGUI shows an error's body as it is, and tells nobody of headers.
  const fetchPlain = window.fetch;
  window.fetch = async (...request) => {
    const response = await fetchPlain(...request);
    const size = response.headers.get("Whence-Ledger-Size");
    document.getElementById("size").textContent =
      response.ok && size ? `This answer rests on the first ${size} ledger entries.` : "";
    const type = response.headers.get("Content-Type") || "";
    if (response.ok || !type.startsWith("application/problem+json")) {
      return response;
    }
    const problem = await response.json();
    return new Response(`${problem.title}.\n${problem.detail}`, {
      status: response.status,
      headers: { "Content-Type": "text/plain" },
    });
  };

  // The stock completers ask prefix.cc and LOV. These know what this server speaks of.
  const Yasqe = Yasgui.Yasqe;
  Yasqe.defaults.autocompleters = ["variables"];
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes-local",
    persistenceId: null,
    get: () => Promise.resolve(Object.entries(PREFIXES).map(([name, iri]) => `${name}: <${iri}>`)),
  });
  for (const kind of ["property", "class"]) {
    Yasqe.forkAutocompleter(kind, {
      name: kind + "-local",
      persistenceId: null,
      bulk: false,
      get: (_, token) => {
        const typed = (token && token.autocompletionString) || "";
        return Promise.resolve(TERMS[kind].filter((iri) => iri.startsWith(typed)));
      },
    });
  }
  Yasqe.defaults.prefixCcApi = ENDPOINT;

  const samples = Array.from(document.querySelectorAll("script[type='application/sparql-query']"), (script) => ({
    title: script.dataset.title,
    query: script.textContent.trim(),
  }));
  Yasqe.defaults.value = samples[0].query;
  Yasqe.defaults.editorHeight = "16rem";

  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: ENDPOINT, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: ENDPOINT }], keys: [] },
    persistenceId: "whence",
    populateFromUrl: true,
    autofocus: false,
  });

  // A tab kept from another server's page would ask that server.
  function settle(tab) {
    if (tab && tab.getEndpoint() !== ENDPOINT) {
      tab.setEndpoint(ENDPOINT);
    }
    dress(tab);
  }
  yasgui.on("tabSelect", () => settle(yasgui.getTab()));
  settle(yasgui.getTab());

  // Tab indents in the editor, so Escape must set the keyboard free again.
  function dress(tab) {
    const editor = tab && tab.getYasqe();
    if (!editor || editor.dressed) {
      return;
    }
    editor.dressed = true;
    editor.addKeyMap({ Esc: (editing) => editing.getInputField().blur() });
    editor.getInputField().setAttribute("aria-label", "SPARQL query");
  }

  const group = document.querySelector(".samples");
  for (const sample of samples) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sample.title;
    button.addEventListener("click", () => {
      const tab = yasgui.getTab();
      tab.setQuery(sample.query);
      tab.getYasqe().query().catch(() => {});
    });
    group.append(button);
  }
})();

// Which of our own two documents is shown. The address says it by a name, never by an address: a link to this page
// cannot make it load a document from elsewhere.
const documents = { api: "/api/openapi.json", hsds: "/hsds/openapi.json" };
const asked = new URLSearchParams(window.location.search).get("document");
const viewer = document.getElementById("viewer");

// The viewer's own frame brings a second main landmark, a second first-level heading, a server to choose where there
// is one, and a link inside each button. Ours has the page's outline: h1 of the page, h2 of the document, h3 of a tag.
function OurFrame({ React }) {
  const make = React.createElement;
  function Frame({ getComponent, specSelectors }) {
    const part = (name, isContainer) => make(getComponent(name, isContainer), { key: name });
    const state = specSelectors.loadingStatus();
    if (state !== "success")
      return make("p", { role: "status" }, state === "failed" ? "The document could not be read. Try again." : "Reading the document…");
    const info = specSelectors.info();
    return make("div", { className: "swagger-ui" },
      part("SvgAssets"), part("errors", true),
      make("h2", { className: "document" }, `${info.get("title")}, version ${info.get("version")}`),
      make(getComponent("Markdown", true), { source: info.get("description") ?? "" }),
      part("operations", true), part("Models", true));
  }
  return {
    components: { Frame },
    wrapComponents: { DeepLink: () => ({ text }) => make("span", null, text) },
  };
}

// What the viewer leaves without a name, and what only a mouse could scroll.
function nameAndReach(root) {
  for (const answers of root.querySelectorAll('[role="region"]:not([aria-label])'))
    answers.setAttribute("aria-label", `Answers of ${answers.closest(".opblock")?.querySelector(".opblock-summary-path")?.textContent ?? "the request"}`);
  for (const choice of root.querySelectorAll("select:not([aria-label]), input:not([aria-label]), textarea:not([aria-label])")) {
    const name = choice.closest("[data-param-name]")?.dataset.paramName;
    choice.setAttribute("aria-label", name ?? (choice.closest(".responses-wrapper") ? "Media type of the answer" : "Body of the request"));
  }
  for (const code of root.querySelectorAll("pre:not([tabindex])")) {
    code.tabIndex = 0;
    code.setAttribute("role", "group");
    code.setAttribute("aria-label", code.classList.contains("curl") ? "The request as a command" : "Example or answer");
  }
}
new MutationObserver(() => nameAndReach(viewer)).observe(viewer, { childList: true, subtree: true });

SwaggerUIBundle({
  url: Object.hasOwn(documents, asked) ? documents[asked] : documents.api,
  domNode: viewer,
  deepLinking: true,
  queryConfigEnabled: false,
  validatorUrl: null,
  tryItOutEnabled: true,
  syntaxHighlight: { theme: "idea" },
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [OurFrame],
  layout: "Frame",
});

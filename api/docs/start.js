// Which of our own two documents is shown. The address says it by a name, never by an address: a link to this page
// cannot make it load a document from elsewhere.
const documents = { api: "/api/openapi.json", hsds: "/hsds/openapi.json" };
const asked = new URLSearchParams(window.location.search).get("document");
SwaggerUIBundle({
  url: Object.hasOwn(documents, asked) ? documents[asked] : documents.api,
  dom_id: "#viewer",
  deepLinking: true,
  queryConfigEnabled: false,
  validatorUrl: null,
  tryItOutEnabled: true,
  presets: [SwaggerUIBundle.presets.apis],
});

"use strict";
// What makes the office handier; everything works without it.

// htmx sends the form's token with what it asks for itself.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrf]");
  if (token) event.detail.headers["X-CSRF-Token"] = token.value;
});

// Text from Word or a web page arrives clean: the server takes away everything that is no text of a page.
document.addEventListener("paste", async (event) => {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement) || !("paste" in field.dataset)) return;
  const html = event.clipboardData?.getData("text/html");
  if (!html) return;
  event.preventDefault();
  const plain = event.clipboardData.getData("text/plain");
  field.setRangeText(await cleaned(html, plain), field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

async function cleaned(html, plain) {
  const body = new URLSearchParams({ html, csrf: document.querySelector("input[name=csrf]")?.value ?? "" });
  const answer = await fetch("/office/einfuegen", { method: "POST", body }).catch(() => undefined);
  return answer?.ok ? (await answer.json()).text : plain;
}

// Leaving with something typed that is not kept yet asks first.
let unsaved = false;
document.addEventListener("input", (event) => {
  if (event.target.form?.id === "seite") unsaved = true;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.id === "seite" && event.detail.successful) unsaved = false;
});
document.addEventListener("submit", () => {
  unsaved = false;
});
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

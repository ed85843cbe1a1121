/* Adding documents beyond HTML: files can be dropped on the form, and sending says so. */

const zone = document.querySelector("[data-drop]");
const files = zone?.querySelector("input[type=file]");
const form = zone?.closest("form");

zone?.addEventListener("dragover", (event) => {
  event.preventDefault();
  zone.classList.add("over");
});
zone?.addEventListener("dragleave", () => zone.classList.remove("over"));
zone?.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("over");
  if (event.dataTransfer.files.length) files.files = event.dataTransfer.files;
});
form?.addEventListener("submit", () => {
  form.querySelector("[data-sending]").hidden = false;
  form.querySelector("button.first").disabled = true;
});

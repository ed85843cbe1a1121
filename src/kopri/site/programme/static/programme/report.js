/* Puts what stands behind the # of a report's link into the form, takes it out of the address, and sends the form. */
const form = document.querySelector("[data-report-link]");
const token = window.location.hash.slice(1);
if (form && token) {
  window.history.replaceState(null, "", window.location.pathname);
  form.elements.token.value = token;
  form.requestSubmit();
}

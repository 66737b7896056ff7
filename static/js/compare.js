// On the comparison pages: the print button works where there is a script, and is not shown where there is none.
for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

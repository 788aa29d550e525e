// « Add a person » and « Take away » without a round trip; without this script the server does the same.
const lines = document.querySelector("[data-companions]");
const model = document.querySelector("[data-companion-line]");
const add = document.querySelector("[data-add-companion]");
const count = document.querySelector("[data-companions-count]");

const renumber = () => {
  [...lines.children].forEach((line, n) => {
    for (const element of line.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const attribute of ["name", "id", "for", "aria-describedby"]) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace(/companion-(\d+|N)/g, `companion-${n}`));
      }
    }
    line.querySelector("[name=remove]").value = n;
  });
  count.value = lines.children.length;
  add.hidden = lines.children.length >= Number(lines.dataset.most);
};

if (lines && model) {
  add.addEventListener("click", (event) => {
    event.preventDefault();
    lines.append(model.content.cloneNode(true));
    renumber();
    lines.lastElementChild.querySelector("input").focus();
  });
  lines.addEventListener("click", (event) => {
    const button = event.target.closest("[name=remove]");
    if (!button) return;
    event.preventDefault();
    button.closest("fieldset").remove();
    renumber();
    add.focus();
  });
}
document.getElementById("summary")?.focus();

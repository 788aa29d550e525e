// A postal code fills a list of its communes; without this script the commune is typed.
for (const place of document.querySelectorAll("[data-commune]")) {
  const code = place.querySelector("[name$=postal_code]");
  const text = place.querySelector("[name$=commune_text]");
  const insee = place.querySelector("input[name$=commune]");
  const list = document.createElement("select");
  list.className = "form-select";
  list.hidden = true;
  list.id = text.id + "_list";
  text.after(list);
  const label = place.querySelector(`label[for="${text.id}"]`);

  const show = (communes) => {
    const wasList = !list.hidden;
    list.hidden = communes.length === 0;
    if (wasList && list.hidden) text.value = ""; // the name of another postal code
    text.hidden = !list.hidden;
    label.htmlFor = list.hidden ? text.id : list.id;
    const options = communes.map((one) => new Option(one.name, one.insee, false, one.insee === insee.value));
    if (options.length > 1) options.unshift(new Option(place.dataset.choose || "…", ""));
    list.replaceChildren(...options);
    if (insee.value && communes.some((one) => one.insee === insee.value)) list.value = insee.value;
    choose();
  };
  const choose = () => {
    insee.value = list.hidden ? "" : list.value;
    if (!list.hidden) text.value = list.value && list.selectedOptions[0].text;
  };
  const look = async () => {
    const typed = code.value.replace(/\s/g, "");
    if (!/^\d{5}$/.test(typed)) return show([]);
    try {
      const answer = await fetch(`${place.dataset.url}?cp=${typed}`);
      show(answer.ok ? (await answer.json()).communes : []);
    } catch {
      show([]);
    }
  };
  list.addEventListener("change", choose);
  code.addEventListener("input", look);
  if (code.value) look();
}

/* Fills the list of communes as the postal code is typed. Without this file, the page comes back with the list. */
(() => {
  for (const code of document.querySelectorAll("[data-communes]")) {
    const form = code.form;
    const prefix = code.name.replace(/postal_code$/, "");
    const list = form.elements[prefix + "commune"];
    const text = form.elements[prefix + "commune_text"];
    if (!list) continue;
    const rowOf = (field) => field && (field.closest("[id^='div_id_']") || field.parentElement);
    const show = () => {
      const some = list.options.length > 1;
      rowOf(list).hidden = !some;
      if (text) rowOf(text).hidden = some && !text.value;
    };
    let asked = "";
    const fill = async () => {
      const typed = code.value.replace(/\s/g, "");
      if (typed === asked) return;
      asked = typed;
      let communes = [];
      if (/^\d{5}$/.test(typed)) {
        try {
          const answer = await fetch(`${code.dataset.communes}?cp=${typed}`);
          communes = (await answer.json()).communes;
        } catch {
          return; /* no network: the free field stays */
        }
        if (asked !== typed) return;
      }
      const chosen = list.value;
      while (list.options.length > 1) list.remove(1);
      for (const { insee, name } of communes) list.add(new Option(name, insee, false, insee === chosen));
      if (communes.length === 1) list.value = communes[0].insee;
      show();
    };
    code.addEventListener("input", fill);
    asked = list.options.length > 1 ? code.value.replace(/\s/g, "") : "";
    show();
    fill();
  }
})();

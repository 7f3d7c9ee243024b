// The Creators list: one box ticks the whole page, and empty fields stay out of the address. All works without it.
document.addEventListener("DOMContentLoaded", () => {
  const all = document.querySelector("[data-picks]");
  if (all) {
    const boxes = [...document.querySelectorAll(`#${all.dataset.picks} tbody input[name=creator]`)];
    const follow = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.hidden = false;
    all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
    boxes.forEach((box) => box.addEventListener("change", follow));
    follow();
  }
  const filter = document.getElementById("filter");
  filter?.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) {
      if (value === "") event.formData.delete(name);
    }
  });
});

const kind = document.querySelector("#kind"), shown = document.querySelector("#shown"), words = document.querySelector("#words");
const items = [...document.querySelectorAll("details[data-kind]")], count = document.querySelector("#count");
function filter() {
  let left = 0;
  for (const item of items) {
    const fits = (!kind.value || item.dataset.kind === kind.value) && (!shown.value || item.dataset.marks.split(" ").includes(shown.value))
      && (!words.value.trim() || item.textContent.includes(words.value.trim()));
    item.hidden = !fits;
    left += fits;
  }
  count.textContent = left + " 题";
}
if (kind) { for (const control of [kind, shown, words]) control.addEventListener("input", filter); filter(); }

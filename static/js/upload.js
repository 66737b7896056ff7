// Upload: files go one request each, in turn, each with its own progress and its own result row.
// Without this script the same form sends them all at once and opens the batch page.
const form = document.querySelector("[data-upload]");
const results = document.querySelector("[data-results]");
const rows = results.querySelector("[data-rows]");
const waiting = [];
let batch = "";
let running = false;

document.querySelectorAll("[data-script-only]").forEach((part) => { part.hidden = false; });
document.querySelectorAll("[data-plain-only]").forEach((part) => { part.hidden = true; });
form.querySelector("input[type=file]").classList.add("hidden-label");

const WORDS = { done: "已提取", ask: "请确认", twin: "重复", refused: "没有收下", waiting: "排队" };
function tally() {
  const counts = {};
  for (const row of rows.children) counts[row.dataset.look] = (counts[row.dataset.look] || 0) + 1;
  const parts = Object.keys(WORDS).filter((look) => counts[look]).map((look) => `${WORDS[look]} ${counts[look]}`);
  results.querySelector("[data-tally]").textContent = [`共 ${rows.children.length} 个文件`, ...parts].join("　");
}

function size(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function addRow(file) {
  const row = document.querySelector("[data-waiting-row]").content.firstElementChild.cloneNode(true);
  row.querySelector(".file-name").textContent = file.name;
  row.querySelector(".file-size").textContent = size(file.size);
  row.querySelector("[role=progressbar]").setAttribute("aria-label", file.name);
  rows.append(row);
  return row;
}

function say(row, state, words) {
  row.querySelector(".file-state").textContent = state;
  row.querySelector(".file-say").textContent = words;
}

function show(row, percent) {
  const step = Math.min(100, Math.ceil(percent / 5) * 5);
  row.querySelector(".progress-done").className = `progress-done done-${step}`;
  row.querySelector("[role=progressbar]").setAttribute("aria-valuenow", step);
}

function refuse(row, reason, next) {
  row.className = "file file-refused";
  row.dataset.look = "refused";
  row.querySelector("use").setAttribute("href", "#fix");
  row.querySelector(".progress").remove();
  say(row, reason, next);
}

function replace(row, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const first = holder.content.querySelector("[data-batch-uid]");
  if (!first) { refuse(row, "没有收下", "服务器没有说明结果，请刷新页面后再传这个文件。"); return; }
  batch = first.dataset.batchUid;
  results.action = first.dataset.batchAddress;
  document.querySelector("[data-batch]").value = batch;
  row.replaceWith(holder.content);
}

function send(file, row) {
  const data = new FormData(form);
  data.delete("files");
  data.append("files", file, file.name);
  data.append("batch", batch);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  row.className = "file file-running";
  say(row, "正在上传", "");
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) show(row, 90 * event.loaded / event.total); });
  request.upload.addEventListener("load", () => {
    row.querySelector(".progress").classList.add("progress-running");
    say(row, "正在分要点、标主题", "");
  });
  request.addEventListener("load", () => {
    if (request.responseURL.includes("/login/")) refuse(row, "没有收下", "登录已过期，请重新登录后再传这个文件。");
    else if (request.status === 200) replace(row, request.responseText);
    else if (request.status === 403) refuse(row, "没有收下", "没有权限，或者页面放得太久了。请刷新页面后再传。");
    else refuse(row, "没有收下", "服务器出错了，文件没有收下。请稍后再传一次；再不行请找管理员。");
  });
  request.addEventListener("error", () => refuse(row, "没有传完", "连不上服务器。请检查网络后再传这个文件。"));
  request.addEventListener("loadend", () => { running = false; next(); });
  request.send(data);
}

function next() {
  tally();
  results.querySelector("[data-save]").disabled = !batch;
  if (running || !waiting.length) return;
  running = true;
  const [file, row] = waiting.shift();
  send(file, row);
}

function take(files) {
  for (const file of files) {
    const row = addRow(file);
    if (file.size > Number(form.dataset.maxBytes)) refuse(row, "没有收下：超过上限", "请拆分或删去图片后再传。");
    else waiting.push([file, row]);
  }
  results.hidden = !rows.children.length;
  next();
}

// A dropped folder is walked; readEntries gives its content in portions until an empty one.
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return found;
    for (const inner of some) found.push(...await filesOf(inner));
  }
}

const drop = form.querySelector("[data-drop]");
drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("drop-over"); });
drop.addEventListener("dragleave", () => drop.classList.remove("drop-over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("drop-over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  for (const entry of entries) take(await filesOf(entry));
});

const picker = form.querySelector("input[type=file]");
function takePicked() { take([...picker.files]); picker.value = ""; }
picker.addEventListener("change", takePicked);
if (picker.files.length) takePicked(); // chosen before the script was there
form.addEventListener("submit", (event) => event.preventDefault());

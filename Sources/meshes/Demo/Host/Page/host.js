// The page of a product that embeds its customers' workspaces: mints through its own backend, mounts with the host script.
const form = document.getElementById("choices");
const messages = document.getElementById("log");
const { embed, customers } = await (await fetch("/world")).json();
const embedOrigin = new URL(embed).origin;
await import(`${embed}/embed.js`);

form.elements.customer.append(...customers.map((name, index) => new Option(name, index)));
form.elements.theme.value = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";

let mounted;
let session;

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

function log(direction, { type, ...members }) {
  const line = document.createElement("li");
  const detail = document.createElement("span");
  detail.textContent = Object.entries(members).map(([name, value]) => ` ${name}: ${value}`).join(",");
  line.append(`${direction} ${type}`, detail);
  messages.prepend(line);
  while (messages.children.length > 14) messages.lastChild.remove();
}

/** Another customer, role or theme is another session, so the frame starts over. */
async function show() {
  const choices = Object.fromEntries(new FormData(form));
  document.documentElement.dataset.theme = choices.theme;
  session = await post("/session", { ...choices, customer: Number(choices.customer) });
  mounted?.unmount();
  mounted = Meshes.mount({
    container: "#embed",
    launchUrl: session.launch_url,
    appearance: { theme: choices.theme },
    async getToken({ reason }) {
      const { access_token } = reason === "ready" ? session : await post(`/session/${session.session_id}/refresh`, {});
      log("→", { type: "meshes:auth", token: "…" });
      return access_token;
    },
    onExpired: show,
  });
}

window.addEventListener("message", ({ origin, source, data }) => {
  if (origin === embedOrigin && source === mounted?.iframe.contentWindow) log("←", data);
});
form.addEventListener("change", show);
await show();

// The message contract by hand: one iframe, one handler.
import { notice, post } from "./post.js";

const iframe = document.getElementById("meshes");
// A launch URL works once, so every load of this page takes a fresh one.
const session = await post("/api/embed/dashboard");
const embedOrigin = new URL(session.launch_url).origin;

function authenticate(token) {
  iframe.contentWindow.postMessage({ type: "meshes:auth", token }, embedOrigin);
}

window.addEventListener("message", async (event) => {
  if (event.origin !== embedOrigin || event.source !== iframe.contentWindow) return;
  switch (event.data.type) {
    case "meshes:ready":
      return authenticate(session.access_token);
    case "meshes:token-refresh":
      try {
        return authenticate((await post(`/api/embed/${session.session_id}/refresh`)).access_token);
      } catch {
        return; // The iframe asks again, and says so when it gives up.
      }
    case "meshes:resize":
      iframe.style.height = `${Math.max(480, event.data.height)}px`;
      return;
    case "meshes:token-expired":
      notice("This page has been open for long. Reload it to go on.");
  }
});

iframe.src = session.launch_url;

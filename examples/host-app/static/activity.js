// The same with the host script, which keeps the contract by itself.
import { notice, post } from "./post.js";

let session = await post("/api/embed/events");

const mounted = Meshes.mount({
  container: "#activity",
  launchUrl: session.launch_url,
  title: "Activity",
  appearance: { theme: "auto" },
  getToken: async ({ reason }) =>
    reason === "ready" ? session.access_token : (await post(`/api/embed/${session.session_id}/refresh`)).access_token,
  onNavigate: ({ page }) => {
    document.title = page === "event-detail" ? "Event · Larder" : "Activity · Larder";
  },
  onExpired: async ({ reason }) => {
    if (reason === "revoked") return notice("You were signed out. Reload the page to go on.");
    session = await post("/api/embed/events");
    mounted.reload(session.launch_url);
  },
});

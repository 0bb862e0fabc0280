// Runs on the page on which a sign-in at a provider ends, in a window of its own. It tells the page that opened the window,
// which is of the same origin, and closes it; a page that says what went wrong stays open to be read.
import "../ui/callback.css";

const block = document.getElementById("meshes-oauth");
const result = JSON.parse(block?.textContent ?? "{}") as { ok?: boolean; connection_id?: string };

if (window.opener) {
    window.opener.postMessage({ type: "meshes-internal:oauth", ...result }, window.location.origin);
}
if (result.ok) window.close();

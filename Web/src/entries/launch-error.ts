// Runs on the page that a bad launch token is answered with, and tells the host that a new launch URL is needed. The page
// knows nothing of the session, so the message, which holds nothing secret, may go to any host.
if (window.parent !== window) {
    window.parent.postMessage({ type: "meshes:token-expired", reason: "launch_invalid" }, "*");
}

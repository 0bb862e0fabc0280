/** Calls Larder's own backend. */
export async function post(path) {
  const answer = await fetch(path, { method: "POST" });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.message);
  return body;
}

export const notice = (text) => {
  document.getElementById("notice").textContent = text;
};

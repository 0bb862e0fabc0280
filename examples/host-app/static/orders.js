import { notice, post } from "./post.js";

document.querySelector("tbody").addEventListener("click", async ({ target }) => {
  const number = target.dataset.pay;
  if (!number) return;
  target.disabled = true;
  try {
    await post(`/api/orders/${number}/pay`);
    const chip = Object.assign(document.createElement("span"), { className: "chip paid", textContent: "Paid" });
    target.replaceWith(chip);
    notice(`Order #${number} is paid, and your integrations know.`);
  } catch (error) {
    target.disabled = false;
    notice(`Order #${number} could not be marked: ${error.message}`);
  }
});

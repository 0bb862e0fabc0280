// The documentation's pages: their style, and the theme that the reader prefers. Loaded before anything is painted.
import "../docs/docs.css";

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = (): void => {
    document.documentElement.dataset["theme"] = dark.matches ? "dark" : "light";
};
follow();
dark.addEventListener("change", follow);

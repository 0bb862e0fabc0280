import { useState } from "preact";
import { IconButton } from "./button";
import { useToaster } from "./toast";

/** Frames may write to the clipboard only where the host allows it; selecting and copying works everywhere. */
async function copy(text: string): Promise<boolean> {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        const area = document.createElement("textarea");
        area.value = text;
        area.className = "visually-hidden";
        (document.querySelector("dialog[open]") ?? document.body).append(area);
        area.select();
        const isCopied = document.execCommand("copy");
        area.remove();
        return isCopied;
    }
}

export function CopyButton({ text, label }: { text: string; label: string }) {
    const [isCopied, setCopied] = useState(false);
    const toaster = useToaster();
    return (
        <IconButton
            icon={isCopied ? "check" : "copy"} label={isCopied ? "Copied" : label}
            onClick={() => void copy(text).then((worked) => {
                if (!worked) return toaster.warn("Your browser didn't allow copying. Select the text and copy it yourself.");
                setCopied(true);
                setTimeout(() => setCopied(false), 2000);
            })}
        />
    );
}

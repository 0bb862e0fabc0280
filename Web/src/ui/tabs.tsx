import type { Children } from "preact";
import { useId } from "./use-id";
import "./tabs.css";

export interface Tab {
    key: string;
    label: string;
    content: () => Children;
}

/** Views of the same thing, one at a time: arrows move between them. */
export function Tabs({ label, tabs, selected, onSelect }: { label: string; tabs: Tab[]; selected: string; onSelect: (key: string) => void }) {
    const id = useId("tabs");
    const at = Math.max(0, tabs.findIndex((tab) => tab.key === selected));
    const onKeyDown = (event: KeyboardEvent) => {
        const move = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
        const next = move === undefined ? undefined : tabs[move % tabs.length];
        if (!next) return;
        event.preventDefault();
        onSelect(next.key);
        document.getElementById(`${id}-${next.key}`)?.focus();
    };
    return (
        <div class="tabs">
            <div class="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
                {tabs.map((tab, index) => (
                    <button
                        key={tab.key} id={`${id}-${tab.key}`} class="tab" type="button" role="tab" aria-selected={String(index === at)}
                        aria-controls={`${id}-panel`} tabIndex={index === at ? 0 : -1} onClick={() => onSelect(tab.key)}
                    >
                        {tab.label}
                    </button>
                ))}
            </div>
            <div class="tab-panel" id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tabs[at]?.key}`}>{tabs[at]?.content()}</div>
        </div>
    );
}

import type { Children } from "preact";
import { createContext, useContext, useEffect, useMemo, useRef, useState } from "preact";
import { IconButton } from "./button";
import type { IconName } from "./icon";
import { Icon } from "./icon";
import { visibleArea } from "./visible-area";
import "./toast.css";

export interface Toaster {
    /** Says that something went well. */
    say: (text: string) => void;
    /** Says that something went wrong; stays longer. */
    warn: (text: string) => void;
}

interface Toast {
    id: number;
    text: string;
    isWarning: boolean;
}

const ToastContext = createContext<Toaster>({ say: () => {}, warn: () => {} });

export const useToaster = (): Toaster => useContext(ToastContext);

/** Short messages over the page, read out as they come. */
export function ToastRegion({ children }: { children: Children }) {
    const [toasts, setToasts] = useState<Toast[]>([]);
    const list = useRef<HTMLDivElement>(null);
    const next = useRef(0);
    const toaster = useMemo<Toaster>(() => {
        const add = (text: string, isWarning: boolean) => {
            const toast = { id: ++next.current, text, isWarning };
            setToasts((all) => [...all.slice(-2), toast]);
            setTimeout(() => setToasts((all) => all.filter(({ id }) => id !== toast.id)), isWarning ? 10_000 : 5_000);
        };
        return { say: (text) => add(text, false), warn: (text) => add(text, true) };
    }, []);
    const newest = toasts[toasts.length - 1]?.id;
    useEffect(() => {
        if (newest === undefined) return;
        void visibleArea().then(({ bottom }) => list.current?.style.setProperty("bottom", `${window.innerHeight - bottom + 16}px`));
    }, [newest]);

    return (
        <ToastContext.Provider value={toaster}>
            {children}
            <div class="toasts" ref={list} role="status" aria-live="polite">
                {toasts.map((toast) => <ToastView key={toast.id} toast={toast} onClose={() => setToasts((all) => all.filter(({ id }) => id !== toast.id))} />)}
            </div>
        </ToastContext.Provider>
    );
}

function ToastView({ toast, onClose }: { toast: Toast; onClose: () => void }) {
    const icon: IconName = toast.isWarning ? "alert" : "checkCircle";
    return (
        <div class={toast.isWarning ? "toast is-warning" : "toast"}>
            <Icon name={icon} />
            <span>{toast.text}</span>
            <IconButton icon="close" label="Dismiss" onClick={onClose} />
        </div>
    );
}

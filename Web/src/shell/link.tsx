import type { Children } from "preact";
import { useRouter } from "./services";

/** A link inside the embed. */
export function Link({ to, class: name, isCurrent, children }: { to: string; class?: string; isCurrent?: boolean; children: Children }) {
    const router = useRouter();
    return (
        <a
            class={name} href={to} aria-current={isCurrent ? "page" : undefined}
            onClick={(event) => {
                // A new tab has no session, so modified clicks stay here as well.
                event.preventDefault();
                router.navigate(to);
            }}
        >
            {children}
        </a>
    );
}

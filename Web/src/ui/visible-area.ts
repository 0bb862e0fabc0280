/** A part of the frame, in coordinates of the frame's own window. */
export interface Area {
    top: number;
    bottom: number;
}

/**
 * The part of the frame that the reader sees. The frame is as high as its content, and the host's page scrolls, so the
 * middle of the window may be far away; an observer knows, also across origins.
 */
export function visibleArea(): Promise<Area> {
    return new Promise((resolve) => {
        const observer = new IntersectionObserver((entries) => {
            observer.disconnect();
            const box = entries[entries.length - 1]?.intersectionRect;
            const top = Math.max(0, box?.top ?? 0);
            const bottom = Math.min(window.innerHeight, box?.bottom ?? window.innerHeight);
            resolve(bottom - top > 80 ? { top, bottom } : { top: 0, bottom: window.innerHeight });
        });
        observer.observe(document.documentElement);
    });
}

/** How the host wants the pages to look. */
export interface Appearance {
    theme?: "light" | "dark" | "auto";
    /** `#rrggbb` */
    accent?: string;
    /** BCP 47, for example `de-AT`. */
    locale?: string;
}

type Color = [red: number, green: number, blue: number];

/** The accent as it is used: on white and black it must be readable whatever colour the host has. */
export interface AccentTokens {
    /** Background of buttons and marks. */
    fill: string;
    /** Text on the fill. */
    onFill: string;
    /** Text and lines on the page. */
    ink: string;
}

const white: Color = [255, 255, 255];
const black: Color = [0, 0, 0];
const pages: Record<"light" | "dark", Color> = { light: [255, 255, 255], dark: [17, 19, 24] };
/** WCAG AA for text. */
const enough = 4.5;

export function accentTokens(accent: string, theme: "light" | "dark"): AccentTokens | null {
    const fill = parse(accent);
    if (fill === null) return null;
    const onFill = contrast(fill, white) >= contrast(fill, black) ? white : black;
    return { fill: text(fill), onFill: text(onFill), ink: text(readable(fill, pages[theme], theme === "light" ? black : white)) };
}

/** Puts theme, accent and locale on the document. */
export function applyAppearance({ theme, accent, locale }: Appearance, document: Document): void {
    const root = document.documentElement;
    const prefersDark = document.defaultView?.matchMedia("(prefers-color-scheme: dark)").matches ?? false;
    const shown = theme === "light" || theme === "dark" ? theme : prefersDark ? "dark" : "light";
    root.dataset["theme"] = shown;
    // The texts are English, whatever the locale; numbers and times follow it.
    root.lang = "en";
    if (locale && isLocale(locale)) root.dataset["locale"] = locale;
    const tokens = accent ? accentTokens(accent, shown) : null;
    if (tokens === null) return;
    root.style.setProperty("--accent", tokens.fill);
    root.style.setProperty("--on-accent", tokens.onFill);
    root.style.setProperty("--accent-ink", tokens.ink);
}

function isLocale(text: string): boolean {
    try {
        return Intl.NumberFormat.supportedLocalesOf(text).length > 0;
    } catch {
        return false;
    }
}

/** Mixes towards an extreme until the colour can be read on the page. */
function readable(color: Color, page: Color, extreme: Color): Color {
    for (let share = 0; share < 1; share += 0.05) {
        const mixed = color.map((part, index) => Math.round(part + (extreme[index]! - part) * share)) as Color;
        if (contrast(mixed, page) >= enough) return mixed;
    }
    return extreme;
}

function parse(text: string): Color | null {
    const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
    return match ? [parseInt(match[1]!, 16), parseInt(match[2]!, 16), parseInt(match[3]!, 16)] : null;
}

function text(color: Color): string {
    return "#" + color.map((part) => part.toString(16).padStart(2, "0")).join("");
}

function contrast(one: Color, other: Color): number {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
    return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Color): number {
    const [red, green, blue] = color.map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as Color;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `Add to List` as it stands in a sentence. */
export function sentenceCase(label: string): string {
    return label.split(" ").map((word, at) => (at === 0 || word.toUpperCase() === word ? word : word.toLowerCase())).join(" ");
}

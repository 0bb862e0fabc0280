/** One message of `text/event-stream`. */
export interface StreamMessage {
    event: string;
    data: string;
}

/** Takes a stream of text apart. A message is never longer than what the server lists at once. */
export class StreamParser {
    private rest = "";

    /** Messages that are complete with this piece. */
    take(piece: string): StreamMessage[] {
        const blocks = (this.rest + piece).replaceAll("\r\n", "\n").split("\n\n");
        this.rest = blocks.pop() ?? "";
        return blocks.map(parse).filter((message): message is StreamMessage => message !== null);
    }
}

function parse(block: string): StreamMessage | null {
    let event = "message";
    const data: string[] = [];
    for (const line of block.split("\n")) {
        if (line.startsWith("event:")) event = line.slice(6).trim();
        else if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
    }
    return data.length > 0 || event !== "message" ? { event, data: data.join("\n") } : null;
}

/** What the unit tests use of Node. */
declare module "node:test" {
    export function test(name: string, body: () => void | Promise<void>): void;
}
declare module "node:assert/strict" {
    const assert: {
        (value: unknown, message?: string): asserts value;
        match(actual: string, expected: RegExp): void;
        equal(actual: unknown, expected: unknown, message?: string): void;
        deepEqual(actual: unknown, expected: unknown, message?: string): void;
        throws(body: () => unknown, expected?: RegExp): void;
        rejects(body: Promise<unknown>, expected?: RegExp | ((error: unknown) => boolean)): Promise<void>;
    };
    export default assert;
}

/** Goes on after whatever the event loop has in hand. */
declare function setImmediate(action: (value: unknown) => void): unknown;

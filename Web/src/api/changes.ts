/** What changed in the workspace, as the stream tells it. */
export interface Change {
    events: string[];
    connections: string[];
    rules: string[];
    /** More than could be listed: anything may have changed. */
    more: boolean;
}

export const anyChange: Change = { events: [], connections: [], rules: [], more: true };

export const touchesEvents = (change: Change): boolean => change.more || change.events.length > 0;
export const touchesConnections = (change: Change): boolean => change.more || change.connections.length > 0;
export const touchesRules = (change: Change): boolean => change.more || change.rules.length > 0;
export const touchesEvent = (id: string) => (change: Change): boolean => change.more || change.events.includes(id);
export const touchesNothing = (): boolean => false;

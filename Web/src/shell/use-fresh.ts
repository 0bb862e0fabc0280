import { useEffect, useState } from "preact";
import { useApi } from "./services";

export interface Fresh<T> {
    data?: T;
    error?: unknown;
    retry: () => void;
}

/** What the server has at a path now, for forms: never an older copy, and it does not change under the writer's hands. */
export function useFresh<T>(path: string | null): Fresh<T> {
    const api = useApi();
    const [state, setState] = useState<{ path: string | null; data?: T; error?: unknown }>({ path: null });
    const [tries, setTries] = useState(0);
    useEffect(() => {
        if (path === null) return;
        let isOld = false;
        api.get<T>(path).then((data) => !isOld && setState({ path, data }), (error) => !isOld && setState({ path, error }));
        return () => {
            isOld = true;
        };
    }, [path, tries]);
    const known = state.path === path ? state : {};
    return {
        ...known,
        retry() {
            setState({ path: null });
            setTries((tries) => tries + 1);
        },
    };
}

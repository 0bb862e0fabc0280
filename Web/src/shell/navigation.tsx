import { Chip } from "../ui/chip";
import { Link } from "./link";
import { routes } from "./routes";
import { useSession } from "./services";
import "./navigation.css";

const roles = { member: "View only", admin: "Admin", owner: "Owner" };

/** The pages of this session. A session with one page needs none. */
export function Navigation({ section }: { section: string }) {
    const session = useSession();
    const shown = routes.filter((route) => route.label && route.sessions.includes(session.session_type));
    const isLocked = session.session_type === "resource";
    return (
        <header class="navigation">
            {shown.length > 1 && (
                <nav aria-label="Pages">
                    <ul class="navigation-list">
                        {shown.map((route) => (
                            <li key={route.page}>
                                <Link class="navigation-link" to={route.pattern} isCurrent={route.section === section}>{route.label}</Link>
                            </li>
                        ))}
                    </ul>
                </nav>
            )}
            <div class="navigation-facts">
                <span class="navigation-workspace truncate">{session.workspace_name}</span>
                {isLocked && <Chip icon="lock">{session.resource} / {session.resource_id}</Chip>}
                {session.session_type !== "dashboard" && session.role === "member" && <Chip>{roles.member}</Chip>}
            </div>
        </header>
    );
}

import { Card } from "../../ui/card";
import { Icon } from "../../ui/icon";
import { Link } from "../../shell/link";
import type { Dashboard } from "./dashboard-data";
import { text } from "./dashboard-text";

interface Step {
    title: string;
    text: string;
    isDone: boolean;
    to: string | null;
}

export interface SetupAbilities {
    connects: boolean;
    makesRules: boolean;
}

/** The way to the first delivery; each step leads to where it is done, for those who may do it. */
export function SetupSteps({ setup, can }: { setup: Dashboard["setup"]; can: SetupAbilities }) {
    const steps: Step[] = [
        { ...text.setup.connection, isDone: setup.has_connection, to: can.connects ? "/workspace/connections" : null },
        { ...text.setup.rule, isDone: setup.has_rule, to: can.makesRules ? "/workspace/rules" : null },
        { ...text.setup.event, isDone: setup.has_event, to: can.makesRules ? "/workspace/rules" : null },
    ];
    const next = steps.findIndex(({ isDone }) => !isDone);
    return (
        <Card title={text.setup.title}>
            <ol class="steps">
                {steps.map((step, index) => (
                    <li key={step.title} class={step.isDone ? "step is-done" : "step"} aria-current={index === next ? "step" : undefined}>
                        <span class="step-mark">{step.isDone ? <Icon name="check" /> : index + 1}</span>
                        <div>
                            <h3>{step.to && !step.isDone ? <Link to={step.to}>{step.title}</Link> : step.title}</h3>
                            <p class="muted">{step.isDone ? text.setup.done : step.text}</p>
                        </div>
                    </li>
                ))}
            </ol>
        </Card>
    );
}

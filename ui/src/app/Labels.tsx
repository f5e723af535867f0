import './labels.css';

interface LabelsProps {
  readonly labels: Readonly<Record<string, string>>;
  /** The label whose value stands beside. */
  readonly without?: string;
}

/** Labels as small marks. */
export function Labels({ labels, without = 'alertname' }: LabelsProps) {
  return (
    <span class="labels">
      {Object.entries(labels)
        .filter(([name]) => name !== without)
        .map(([name, value]) => (
          <span key={name} class="label">
            {name}={value}
          </span>
        ))}
    </span>
  );
}

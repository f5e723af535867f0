import { Icon, type IconName } from './Icon';

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  /** What it does and by which key, for those who rest on it. */
  readonly title: string;
  readonly className?: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** A button that is only a picture. */
export function IconButton({ icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <button {...rest} type="button" class={`icon-button ${className}`} aria-label={label}>
      <Icon name={icon} />
    </button>
  );
}

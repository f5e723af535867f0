import type { EventFrame } from '../live/frames';
import type { Page } from './page';

/** Tells whoever looks at something else that an alert began to fire. */
export function tellOfAlerts({ news, toasts, location }: Page): () => void {
  return news.listen((event) => {
    if (event.kind !== 'alerts' || location.path.peek() === '/alerts') return;
    const text = alertText(event);
    if (!text) return;
    const action = { title: 'Show alerts', run: () => location.open('/alerts') };
    toasts.show(location.isKiosk.peek() ? { text } : { text, action });
  });
}

/** What a notice says; empty where alerts have only ended. */
export function alertText({ changes, more }: Extract<EventFrame, { kind: 'alerts' }>): string {
  const firing = changes.filter(({ state }) => state === 'firing');
  if (firing.length === 0) return '';
  const [{ name, labels }] = firing;
  const place = labels.instance ?? labels.job ?? '';
  const others = firing.length - 1 + more;
  const rest = others > 0 ? `, and ${others} more` : '';
  return `${name} is firing${place ? ` for ${place}` : ''}${rest}.`;
}

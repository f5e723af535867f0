import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import logo from '../assets/raven.svg';
import { wallFormat } from '../time/zone';
import { LiveButton } from './LiveButton';
import { usePage } from './page';

const TIME = wallFormat({ hour: '2-digit', minute: '2-digit' });

/** What stays of the header on a wall: a mark, the state of the connection, the time of day. */
export function KioskBar() {
  const { clock } = usePage();
  const now = useSignal(clock.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = clock.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(keepAwake, []);
  return (
    <header class="kiosk-bar">
      <img src={logo} width="22" height="22" alt="Muninn" />
      <LiveButton />
      <time>{TIME(now.value)}</time>
    </header>
  );
}

/** The screen of a wall does not go dark while it shows something; browsers may refuse. */
function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  const ask = () => {
    if (document.hidden) return;
    navigator.wakeLock?.request('screen').then(
      (granted) => (lock = granted),
      () => {},
    );
  };
  ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    document.removeEventListener('visibilitychange', ask);
    void lock?.release();
  };
}

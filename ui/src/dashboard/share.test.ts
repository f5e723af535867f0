import { describe, expect, it } from 'vitest';
import { embedAddress, embedCode, shareAddress } from './share';

const HERE = 'https://m.example/d/abc?var-job=a&edit=&element=x&panel=cpu&from=now-1h&to=now';
const RANGE = { from: 'now-6h', to: 'now' };

describe('a shared address', () => {
  it('holds what is shown and nothing of the editing', () => {
    expect(shareAddress(HERE, RANGE).search).toBe('?var-job=a&panel=cpu&from=now-6h&to=now');
  });

  it('shows the whole board or one panel within another page', () => {
    const board = embedAddress(HERE, RANGE, '', '');
    expect(board.search).toBe('?var-job=a&from=now-6h&to=now&kiosk=embed');
    const panel = embedAddress(HERE, RANGE, 'memory', 'light');
    expect(panel.search).toContain('kiosk=embed&panel=memory&theme=light');
  });

  it('is written so that it stays one attribute', () => {
    expect(embedCode(embedAddress(HERE, RANGE, 'memory', ''))).toContain(
      'src="https://m.example/d/abc?var-job=a&amp;from=now-6h&amp;to=now&amp;kiosk=embed&amp;panel=memory"',
    );
  });
});

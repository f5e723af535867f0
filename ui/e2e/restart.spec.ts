import { writeFileSync } from 'node:fs';
import { expect, openBoard, panel, picture, test } from './page';

/*
 * Whoever runs this watches for the file named in MUNINN_READY; when it is there, the server is to
 * be ended without notice and started again on the same address and data.
 */
const signal = process.env.MUNINN_READY;

test('goes on after the server was killed and started again @restart', async ({
  page,
  problems,
}) => {
  test.skip(!signal, 'nobody watches to kill and start the server again');
  await openBoard(page);
  await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible();
  const beforeTheEnd = Date.now() / 1000;
  writeFileSync(signal!, 'ready');
  await expect(
    page.getByRole('button', { name: /^(Reconnecting|Offline|Connecting)/ }),
  ).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.locator('html')).toHaveClass(/is-stale/);
  await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible({ timeout: 35_000 });
  await expect(page.locator('html')).not.toHaveClass(/is-stale/);
  const before = await picture(panel(page, 'cpu'));
  await expect.poll(() => picture(panel(page, 'cpu'))).not.toBe(before);
  const history = await page.request.get(
    `/api/v1/query?query=count_over_time(node_load1[10m])&time=${beforeTheEnd}`,
  );
  const { data } = await history.json();
  expect(Number(data.result[0].value[1])).toBeGreaterThan(0);
  // What the browser itself says of a socket that ended or could not be opened is expected here.
  const expected = problems.filter((problem) => /WebSocket|ERR_CONNECTION/.test(problem));
  problems.splice(0, problems.length, ...problems.filter((problem) => !expected.includes(problem)));
});

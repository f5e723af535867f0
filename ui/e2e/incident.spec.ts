import { writeFileSync } from 'node:fs';
import { expect, test } from './page';

/*
 * Whoever runs this names the rule file of the server in MUNINN_RULES; its groups are evaluated
 * every second, and its receiver is told at once.
 */
const rules = process.env.MUNINN_RULES;

const RULE = `alert: KettleBoils
expr: kettle_celsius > 95
labels: {severity: critical, room: kitchen}
annotations: {summary: The kettle boils over}`;

const indented = RULE.replaceAll('\n', '\n        ');

test('from a bad query to a silenced, acknowledged, resolved incident @incident', async ({
  page,
  request,
  problems,
}) => {
  test.skip(!rules, 'no rule file is named');
  test.setTimeout(120_000);
  const heat = (value: number) =>
    request.post('/api/v1/metrics', { data: { name: 'kettle_celsius', value } });

  await test.step('a bad query says where it is wrong, a good one what it would have done', async () => {
    await heat(20);
    await page.goto('/alerts?part=try');
    const rule = page.getByRole('textbox', { name: 'Rule' });
    await rule.fill(RULE.replace('> 95', '>'));
    await page.getByRole('button', { name: 'Try it' }).click();
    await expect(page.getByRole('alert')).toContainText('could not parse expression');
    await rule.fill(RULE);
    await page.getByRole('button', { name: 'Try it' }).click();
    const trial = page.getByRole('region', { name: 'Try a rule' });
    await expect(trial.getByRole('status')).toContainText('would have fired 0 times');
    expect(problems.splice(0).filter((each) => !/400/.test(each))).toEqual([]);
  });

  await test.step('a rule file with the mistake is refused, and the old rules go on', async () => {
    const file = (text: string) =>
      `groups:\n  - name: kitchen\n    interval: 1s\n    rules:\n      - ${text}\n`;
    writeFileSync(rules!, file(indented.replace('> 95', '>')));
    const refused = await request.post('/-/reload');
    expect(refused.ok()).toBe(false);
    expect(await refused.text()).toContain('parse error');
    writeFileSync(rules!, file(indented));
    expect((await request.post('/-/reload')).ok()).toBe(true);
    await page.getByRole('button', { name: 'Rules', exact: true }).click();
    await expect(page.getByRole('row').filter({ hasText: 'KettleBoils' })).toContainText('ok');
  });

  await test.step('it fires, and somebody acknowledges', async () => {
    await request.post('/api/v1/annotations', {
      data: { title: 'Deployed kettle 2.0', tags: ['deploy'] },
    });
    await heat(100);
    await page.getByRole('button', { name: 'Alerts', exact: true }).click();
    await page.getByRole('textbox', { name: 'You are' }).fill('Ada');
    const group = page.getByRole('article').filter({ hasText: 'The kettle boils over' });
    await group.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(group).toContainText('Ada takes care');
  });

  await test.step('its incident shows who did what, and is silenced', async () => {
    await page.getByRole('button', { name: 'Incidents' }).click();
    await page.getByRole('link', { name: /KettleBoils/ }).click();
    const incident = page.getByRole('region', { name: 'Incident' });
    await expect(incident).toContainText('acknowledged');
    await expect(incident).toContainText('Acknowledged by Ada');
    const picture = incident.getByRole('figure', { name: 'Timeline' });
    await expect(picture).toContainText('Deployed kettle 2.0');
    await expect(picture.getByRole('link', { name: 'The kettle boils over' })).toHaveAttribute(
      'href',
      /expr=kettle_celsius/,
    );
    await picture.getByRole('button', { name: /^Told/ }).first().click();
    await expect(picture).toContainText('was told: first notification');
    await incident.getByRole('button', { name: 'Silence', expanded: false }).click();
    await incident.getByRole('textbox', { name: 'Why' }).fill('it is on the list');
    await incident.locator('form').getByRole('button', { name: 'Silence' }).click();
    await expect(incident).toContainText('Silenced by Ada it is on the list');
    await incident.getByRole('textbox', { name: 'Note' }).fill('the lid was open');
    await incident.getByRole('button', { name: 'Add note' }).click();
    await expect(incident).toContainText('the lid was open');
  });

  await test.step('it ends, and the report knows how long people took', async () => {
    await heat(20);
    const incident = page.getByRole('region', { name: 'Incident' });
    await expect(incident.getByText('Resolved after')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'All incidents' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'KettleBoils' })).toContainText(
      'resolved',
    );
    await page.getByRole('button', { name: 'Report' }).click();
    const row = page.getByRole('row').filter({ hasText: 'KettleBoils' });
    await expect(row.getByRole('cell').first()).toHaveText('1');
    await expect(page.getByText('Time to acknowledge')).toBeVisible();
  });
});

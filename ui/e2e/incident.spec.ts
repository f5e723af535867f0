import { writeFileSync } from 'node:fs';
import { expect, test } from './page';

/*
 * Whoever runs this names the rule file of the server in MUNINN_RULES; its groups are evaluated
 * every second, and its receiver is told at once.
 */
const rules = process.env.MUNINN_RULES;

const COLD = `alert: KettleFreezes
        expr: kettle_celsius < 0`;

test('from a bad query to a silenced, acknowledged, resolved incident @incident', async ({
  page,
  request,
  problems,
}) => {
  test.skip(!rules, 'no rule file is named');
  test.setTimeout(120_000);
  const heat = (value: number) =>
    request.post('/api/v1/metrics', { data: { name: 'kettle_celsius', value } });

  await test.step('a rule file with a mistake is refused, and one that is right cannot be changed here', async () => {
    const file = (text: string) =>
      `groups:\n  - name: cellar\n    interval: 1s\n    rules:\n      - ${text}\n`;
    writeFileSync(rules!, file(COLD.replace('< 0', '<')));
    const refused = await request.post('/-/reload');
    expect(refused.ok()).toBe(false);
    expect(await refused.text()).toContain('parse error');
    writeFileSync(rules!, file(COLD));
    expect((await request.post('/-/reload')).ok()).toBe(true);
    await page.goto('/alerts?part=rules');
    const cellar = page.getByRole('article', { name: 'cellar' });
    await expect(cellar).toContainText('read-only');
    await expect(cellar.getByRole('button')).toHaveText(['Copy to edit']);
  });

  await test.step('a bad query says where it is wrong, a good one what it would have done', async () => {
    await heat(20);
    await page.getByRole('button', { name: 'New rule' }).click();
    const rule = page.getByRole('form', { name: 'Rule' });
    await rule.getByRole('combobox', { name: 'Group' }).fill('kitchen');
    await rule.getByRole('textbox', { name: 'Evaluated every' }).fill('1s');
    await rule.getByRole('textbox', { name: 'Name', exact: true }).fill('KettleBoils');
    await rule.getByRole('textbox', { name: 'For', exact: true }).fill('');
    await rule.getByRole('textbox', { name: 'Text of severity' }).fill('critical');
    await rule.getByRole('button', { name: 'Add label' }).click();
    await rule.getByRole('textbox', { name: 'Name of label 2' }).fill('room');
    await rule.getByRole('textbox', { name: 'Text of room' }).fill('kitchen');
    await rule.getByRole('textbox', { name: 'Text of summary' }).fill('The kettle boils over');
    const query = rule.getByRole('textbox', { name: 'Query' });
    await query.fill('kettle_celsius > ');
    const note = rule.getByRole('alert');
    await expect(note).toContainText('could not parse expression');
    await expect(note.locator('pre')).toContainText('^');
    await rule.getByRole('button', { name: 'Save rule' }).click();
    await expect(rule).toContainText('the rule group has 1 mistake');
    await query.fill('kettle_celsius > 95');
    await expect(note.locator('pre')).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Preview' })).toContainText('gives nothing');
    await page.getByRole('button', { name: 'Try it' }).click();
    const trial = page.getByRole('region', { name: 'Try the rule' });
    await expect(trial.getByRole('status')).toContainText('would have fired 0 times');
    expect(problems.splice(0).filter((each) => !/400/.test(each))).toEqual([]);
  });

  await test.step('it is saved, evaluated, paused and resumed', async () => {
    await page.getByRole('textbox', { name: 'You are' }).fill('Ada');
    await page.getByRole('button', { name: 'Save rule' }).click();
    const kitchen = page.getByRole('article', { name: 'kitchen' });
    const row = kitchen.getByRole('row').filter({ hasText: 'KettleBoils' });
    await expect(row).toContainText('ok');
    await expect(kitchen).toContainText('saved by Ada');
    await row.getByRole('button', { name: 'Pause' }).click();
    await expect(row).toContainText('paused');
    await row.getByRole('button', { name: 'Resume' }).click();
    await expect(row).toContainText('ok');
    await kitchen.getByText('Version 3').click();
    await expect(kitchen.getByRole('list', { name: 'Versions' })).toContainText(
      'paused KettleBoils',
    );
  });

  await test.step('it fires, and somebody acknowledges', async () => {
    await request.post('/api/v1/annotations', {
      data: { title: 'Deployed kettle 2.0', tags: ['deploy'] },
    });
    await heat(100);
    await page.getByRole('button', { name: 'Alerts', exact: true }).click();
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

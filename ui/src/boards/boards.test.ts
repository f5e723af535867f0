import { describe, expect, it } from 'vitest';
import { reckonedOver } from '../data/coverage';
import { boards } from './boards';
import { panelsOf } from './model';

describe.each(boards.map((board) => [board.title, board] as const))('%s', (_, board) => {
  const panels = panelsOf(board);

  it('names each panel once', () => {
    const ids = panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('fits into what one live connection may hold', () => {
    const queries = panels.flatMap((panel) => panel.queries);
    expect(panels.length).toBeLessThanOrEqual(64);
    expect(queries.length).toBeLessThanOrEqual(200);
  });

  it('fills the rows of each section', () => {
    for (const section of board.sections) {
      const columns = section.panels.reduce((sum, { span }) => sum + span, 0);
      expect(columns % 12, section.title).toBe(0);
    }
  });

  it('asks only for the chosen instance', () => {
    for (const { expr } of panels.flatMap((panel) => panel.queries)) {
      const selectors = expr.match(/\w+\{/g) ?? [];
      const scoped = expr.match(/\w+\{\$node[,}]/g) ?? [];
      expect(scoped.length, expr).toBe(selectors.length);
    }
  });

  it('takes shares of processor time of what was measured', () => {
    const queries = panels.flatMap((panel) => panel.queries);
    for (const { expr } of queries.filter((query) => query.expr.includes('node_cpu_seconds_total')))
      expect(reckonedOver(expr.replaceAll('$__rate_interval', '1h')), expr).toBe(0);
  });

  it('refers only to queries that the panel has', () => {
    for (const panel of panels) {
      const refs = panel.queries.map(({ ref }) => ref);
      const detail = 'detail' in panel ? (panel.detail ?? '') : '';
      for (const [, ref] of detail.matchAll(/\{(\w+):/g)) expect(refs, panel.id).toContain(ref);
    }
  });
});

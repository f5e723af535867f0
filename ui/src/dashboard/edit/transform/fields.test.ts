import { expect, it } from 'vitest';
import { TRANSFORMATIONS } from '../../transforms/transforms';
import { OPTION_FIELDS } from './fields';
import { OWN_FORMS } from './StepForm';

it('has a form for each transformation', () => {
  const known = [...Object.keys(OPTION_FIELDS), ...Object.keys(OWN_FORMS)];
  expect(known.sort()).toEqual(Object.keys(TRANSFORMATIONS).sort());
});

it('asks only for what counts', () => {
  const asked = (options: Record<string, unknown>) =>
    OPTION_FIELDS.calculateField
      .filter(({ isFor }) => isFor?.(options) ?? true)
      .map(({ path }) => path);
  expect(asked({})).toEqual(['mode', 'reduce.reducer', 'reduce.include', 'alias', 'replaceFields']);
  expect(asked({ mode: 'binary' })).toContain('binary.left');
  expect(asked({ mode: 'binary' })).not.toContain('reduce.reducer');
});

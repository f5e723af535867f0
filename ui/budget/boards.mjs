/** The boards that are measured, by their uids. */
export const BOARDS = {
  twelve: 'budget-twelve',
  sixty: 'budget-sixty',
  one: 'budget-one',
  many: 'budget-many',
};

function graph(title, matcher) {
  return {
    kind: 'timeseries',
    title,
    queries: [{ ref: 'A', expr: `budget_value${matcher}`, legend: '{{line}}' }],
    options: { legend: { mode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] } },
  };
}

function board(uid, count, columns, matcher = (index) => `{group="g${index % 6}"}`) {
  const names = Array.from({ length: count }, (_, index) => `p${index}`);
  const w = 24 / columns;
  return {
    apiVersion: 'muninn.dev/v1',
    kind: 'Dashboard',
    metadata: { uid },
    spec: {
      title: uid,
      time: { from: 'now-5m', to: 'now' },
      elements: Object.fromEntries(names.map((name, index) => [name, graph(name, matcher(index))])),
      layout: {
        kind: 'grid',
        items: names.map((element, index) => ({
          element,
          x: (index % columns) * w,
          y: Math.floor(index / columns) * 7,
          w,
          h: columns === 1 ? 16 : 7,
        })),
      },
    },
  };
}

/** Stores a board of 12 panels, one of 6 with 60 series, one panel with as many, and 200 panels. */
export async function storeBoards(url) {
  const boards = [
    board(BOARDS.twelve, 12, 4),
    board(BOARDS.sixty, 6, 3),
    board(BOARDS.one, 1, 1, () => ''),
    board(BOARDS.many, 200, 4),
  ];
  for (const each of boards) {
    const answer = await fetch(`${url}/api/v1/dashboards?message=budget`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(each),
    });
    if (!answer.ok) throw new Error(`${each.metadata.uid}: ${await answer.text()}`);
  }
}

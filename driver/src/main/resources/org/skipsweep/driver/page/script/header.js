/** What this is, in a sentence, and its state. */
function cellTable() {
  const cells = (state.tables ?? []).filter((table) => ['seeds', 'elbo_mean'].every((column) => table.columns.includes(column)));
  return cells.find((table) => table.name === state.plan.reduce) ?? cells[0];
}

function distinct(values) {
  return [...new Set(values.filter((value) => value != null && value !== ''))];
}

function ranged(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted.length > 1 ? `${whole(sorted[0])} to ${whole(sorted.at(-1))}` : whole(sorted[0]);
}

function models() {
  return distinct(trials().map(({ settings }) => modelOf(settings)));
}

function sentence() {
  const all = trials();
  const done = all.filter(({ state: word }) => word === 'done').length;
  const cells = rowsOf(cellTable());
  const seeds = distinct(all.map(({ settings }) => settings.seed)).length;
  const epochs = distinct(all.map(({ settings }) => settings.epochs));
  const train = distinct(cells.map((cell) => cell.train_examples));
  const test = distinct(cells.map((cell) => cell.test_examples));
  const data = distinct(all.map(({ settings }) => settings.dataset)).join(' and ');
  const parts = [`${models().join(', ')} on ${data}`, counted(seeds, 'seed')];
  if (epochs.length) parts.push(epochs.length === 1 ? counted(epochs[0], 'epoch') : `${ranged(epochs)} epochs`);
  if (train.length) parts.push(`trained on ${ranged(train)} and tested on ${ranged(test)} examples`);
  const end = done === all.length ? `All ${counted(all.length, 'trial')} are done.` : `${done} of ${counted(all.length, 'trial')} ${done === 1 ? 'is' : 'are'} done.`;
  return `${parts.join('; ')}. ${end} ${verdictSentence()}`;
}

const PLURAL = { holds: 'hold', 'does not hold': 'do not hold' };

function verdictSentence() {
  const claims = rowsOf(state.claims).filter((claim) => kindOf(claim) === 'claim');
  if (!claims.length) return '';
  const words = [...countBy(claims, (claim) => claim.verdict)].map(([word, count]) => `${count} ${count === 1 ? word : PLURAL[word] ?? word}`);
  return `Of ${counted(claims.length, 'claim')} checked, ${words.join(', ')}.`;
}

function lastSign(all) {
  return lastSeen(d3.greatest(all.filter((trial) => trial.state === 'running'), (trial) => trial.changed));
}

function badges() {
  const all = trials();
  const states = countBy(all, (trial) => trial.state);
  const cells = rowsOf(cellTable());
  const list = [];
  if (cells.length) {
    const reduced = cells.filter((cell) => cell.reduced).length;
    list.push(reduced === cells.length ? 'reduced run' : reduced ? `${reduced} of ${cells.length} cells reduced` : 'full run');
  }
  list.push(counted(distinct(all.map(({ settings }) => settings.seed)).length, 'seed'));
  const test = distinct(cells.map((cell) => cell.test_examples));
  if (test.length) list.push(`N = ${ranged(test)}`);
  distinct(all.map((trial) => trial.engine)).forEach((engine) => list.push(engine));
  if (states.get('running')) list.push(`${states.get('running')} running, last sign ${lastSign(all)}`);
  if (states.get('waiting')) list.push(`${states.get('waiting')} waiting`);
  const failed = states.get('failed') ?? 0;
  const items = list.map((text) => make('li', {}, text));
  items.push(...unpublished().map(([dataset]) => make('li', { class: 'warn' }, make('a', { href: '#provenance' }, `not the published ${dataset}`))));
  items.push(make('li', { class: failed ? 'warn' : null }, failed ? `${counted(failed, 'trial')} failed` : 'no failures'));
  return items;
}

function drawHeader() {
  document.title = `${state.plan.name} \u00b7 sweep report`;
  document.getElementById('name').textContent = state.plan.name;
  document.getElementById('sentence').textContent = sentence();
  document.getElementById('badges').replaceChildren(...badges());
  document.getElementById('colophon').textContent = 'Nats unless said otherwise; AU in units. \u00b1 is a 95 % confidence interval over seeds '
    + '(Student t). Every number is read from the Parquet and JSON files of the output; rounded here, in full in the files.';
}

/** Links to the sections that have something to say. */
function drawContents() {
  const sections = [...document.querySelectorAll('main section')].filter((section) => !section.hidden && section.id !== 'trial');
  document.getElementById('contents').replaceChildren(...sections.map((section) =>
    make('li', {}, make('a', { href: `#${section.id}` }, section.dataset.short))));
}

/** The state of the output: what its files hold, by trial. */
const state = { version: 0, trials: new Map(), order: [] };

/** Takes in what is new. */
function merge(changes) {
  for (const part of ['version', 'time', 'out', 'plan', 'claims', 'tables', 'pictures', 'running']) {
    if (part in changes) state[part] = changes[part];
  }
  if (changes.plan) state.order = changes.plan.trials;
  for (const trial of changes.trials) state.trials.set(trial.id, trial);
}

function trials() {
  return state.order.map((id) => state.trials.get(id));
}

/** Rows of a Parquet table as objects by column. */
function rowsOf(table) {
  return (table?.rows ?? []).map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i]])));
}

/** Settings in which trials differ, in the order of the plan's keys, the seed last. */
function variedKeys() {
  const keys = new Map();
  for (const { settings } of trials()) {
    for (const [key, value] of Object.entries(settings)) {
      if (!keys.has(key)) keys.set(key, new Set());
      keys.get(key).add(value);
    }
  }
  const varied = [...keys].filter(([, values]) => values.size > 1).map(([key]) => key);
  return varied.filter((key) => key !== 'seed').concat(varied.includes('seed') ? ['seed'] : []);
}

/** The paper's name for the model of a trial. */
function modelOf(settings) {
  if (settings.model === 'lstm-lm' || settings.model === 'no-op') return settings.model;
  return (settings.skip ? 'skip-' : '') + (settings.inference === 'semi-amortised' ? 'sa-' : '') + 'vae';
}

const TOLD_BY_MODEL = new Set(['model', 'skip', 'inference', 'seed']);

/** Settings that tell trials apart beside the model and the seed. */
function cellKeys() {
  return variedKeys().filter((key) => !TOLD_BY_MODEL.has(key)
    && new Set(trials().map(({ settings }) => settings[key]).filter((value) => value != null)).size > 1);
}

function settingText(key, value) {
  const name = { 'decoder-layers': 'layers', decoder_layers: 'layers', 'latent-dim': 'dimensions', latent_dim: 'dimensions' }[key];
  if (name) return `${value} ${value === 1 ? name.slice(0, -1) : name}`;
  if (key === 'dataset') return String(value);
  return `${key.replaceAll('_', '-')} ${value === true ? 'on' : value === false ? 'off' : value}`;
}

/** A metric of a trial, or undefined. */
function metric(trial, name) {
  return trial.metrics?.[name];
}

/** Arrays that a trial has measured per latent dimension. */
function perDimension(trial, name) {
  const values = trial[name] ?? trial.metrics?.[name];
  return Array.isArray(values) ? values : null;
}

/** Data sets that go by a published name and are not what was published under it: [name, files that differ]. */
function unpublished() {
  return Object.entries(state.plan.provenance?.['unpublished-data'] ?? {});
}

function countBy(items, key) {
  const counts = new Map();
  items.forEach((item) => counts.set(key(item), (counts.get(key(item)) ?? 0) + 1));
  return counts;
}

function counted(count, noun) {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Numbers as text; every number that is shown carries its full value beside. */
const MINUS = '\u2212';
const NONE = '\u2013';

/** Rounded to so many digits behind the point; what rounds to zero has no sign. */
function fixed(value, digits) {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

function signed(value, digits) {
  const text = fixed(value, digits);
  return text.startsWith(MINUS) ? text : '+' + text;
}

/** Whole numbers with a comma between thousands from 10,000 on. */
function whole(value) {
  return Math.abs(value) < 10000 ? fixed(value, 0) : (value < 0 ? MINUS : '') + Math.abs(value).toLocaleString('en-US');
}

/** Of unknown meaning: whole, or with four significant digits. */
function plain(value) {
  if (Number.isInteger(value)) return whole(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(2).replace('-', MINUS).replace('e+', 'e');
  return fixed(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 0.1 ? 2 : 4);
}

function duration(seconds) {
  if (!(seconds >= 0)) return NONE;
  if (seconds < 90) return fixed(seconds, seconds < 10 ? 1 : 0) + ' s';
  if (seconds < 5400) return fixed(seconds / 60, 0) + ' min';
  if (seconds < 172800) return fixed(seconds / 3600, 1) + ' h';
  return fixed(seconds / 86400, 1) + ' d';
}

/** Digits behind the point that a metric's value is worth: counts none, means of counts one, information below 0.1 nats three. */
function digitsOf(metric, value, mean) {
  if (/^(au|active_units)/.test(metric)) return mean ? 1 : 0;
  if (/_?examples$|^best_epoch$/.test(metric)) return 0;
  if (/^clipped/.test(metric)) return 3;
  return /^(kl|mi|validation_kl)/.test(metric) && Math.abs(value) < 0.1 ? 3 : 2;
}

const HEADINGS = {
  elbo: 'ELBO', kl: 'KL', mi: 'MI', au: 'AU', ppl: 'PPL', nll: 'NLL', bound_ppl: 'bound PPL', active_units: 'AU', perplexity: 'PPL',
  mi_cap: 'cap of MI', mi_monte_carlo: 'MI, all Monte Carlo', mi_minibatch: 'MI in minibatches', mi_corrected: 'corrected MI',
  corrected_mi: 'corrected MI', aggregate_kl: 'aggregate KL', active_units_002: 'AU at 0.02', active_units_lower: 'AU, lower end',
  active_units_upper: 'AU, upper end', validation_elbo: 'validation ELBO', validation_kl: 'validation KL', train_elbo: 'training objective',
  validation_mi: 'validation MI', validation_au: 'validation AU', validation_active_units: 'validation AU',
  validation_nll: 'validation NLL', bound_perplexity: 'bound PPL', kl_weight: 'KL weight', mi_saturated: 'MI saturated',
};

/** The name of a column, a key or a metric for a reader. */
function heading(key) {
  const [, metric, rest] = /^(.+?)(_distance|_in_spreads|)$/.exec(key);
  return (HEADINGS[metric] ?? metric.replaceAll('_', ' ')) + rest.replaceAll('_', ' ');
}

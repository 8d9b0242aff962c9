/** The queue and what runs, and the question for what is new: every two seconds, never while the page is hidden. */
const EVERY = 2000;
let asking = null;

function lastSeen(trial) {
  const seconds = (state.time - trial.changed) / 1000;
  return seconds < 5 ? 'just now' : `${duration(seconds)} ago`;
}

function runningRow(trial, keys) {
  const last = trial.last ?? {};
  const now = state.running?.[trial.id];
  const total = last.epochs ?? trial.settings.epochs;
  const behind = now ? now.epoch - 1 + (now.step - 1) / now.steps : 0;
  const rate = [last.images_per_second == null ? null : `${whole(Math.round(last.images_per_second))}/s`,
    now?.steps_per_second == null ? null : `${plain(now.steps_per_second)} steps/s`].filter(Boolean);
  const left = now?.seconds_left ?? last.seconds_left;
  return make('tr', {}, make('th', { scope: 'row' }, make('a', { href: `#trial=${trial.id}` }, trial.id)),
    make('td', {}, keys.map((key) => trial.settings[key] == null ? null : settingText(key, trial.settings[key])).filter(Boolean).join(', ')),
    make('td', {}, make('progress', { max: total ?? 1, value: Math.max(last.epoch ?? 0, behind), 'aria-label': `Epochs of trial ${trial.id}` }),
      ` ${last.epoch ?? 0}/${total ?? '?'}`),
    make('td', {}, now ? [make('progress', { max: now.steps, value: now.step, 'aria-label': `Steps of this epoch of trial ${trial.id}` }),
      ` epoch ${now.epoch}, step ${whole(now.step)}/${whole(now.steps)}`] : NONE),
    make('td', { class: 'num' }, last.validation_elbo == null ? NONE : shown(last.validation_elbo, (value) => fixed(value, 2))),
    make('td', { class: 'num' }, rate.length ? rate.join(', ') : NONE),
    make('td', { class: 'num' }, left == null ? NONE : duration(left)),
    make('td', {}, last.executor ?? NONE), make('td', {}, lastSeen(trial)));
}

function drawRunning() {
  const running = trials().filter((trial) => trial.state === 'running');
  const waiting = trials().filter((trial) => trial.state === 'waiting');
  document.getElementById('running').hidden = !running.length && !waiting.length;
  const keys = variedKeys();
  const heads = ['trial', 'settings', 'epochs', 'now', 'validation ELBO', 'rate', 'time left', 'executor', 'last sign'];
  show('running', running.length ? scrolling('Running trials', make('table', { 'aria-label': 'Running trials' },
    make('thead', {}, make('tr', {}, heads.map((head, i) => make('th', { scope: 'col', class: i > 3 && i < 7 ? 'num' : null }, head)))),
    make('tbody', {}, running.map((trial) => runningRow(trial, keys))))) : make('p', { class: 'empty' }, 'No trial has begun that has not ended.'),
  waiting.length ? make('details', {}, make('summary', {}, `${counted(waiting.length, 'trial')} waiting`), make('ol', { class: 'note' }, waiting.map((trial) =>
    make('li', {}, `${trial.id} `, keys.map((key) => trial.settings[key] == null ? null : settingText(key, trial.settings[key])).filter(Boolean).join(', '))))) : null);
}

/** Only what is new is said, since it is read out. */
function tellProblem(text) {
  const place = document.getElementById('problem');
  if (place.textContent !== text) place.textContent = text;
}

async function ask() {
  asking = null;
  try {
    const answer = await fetch(`state?since=${state.version}`, { cache: 'no-store', signal: AbortSignal.timeout(10000) });
    if (answer.ok) {
      const changes = await answer.json();
      const before = state.version;
      merge(changes);
      if (changes.version !== before) drawChanged(changes);
      else drawRunning();
      tellProblem(changes.problem ?? '');
    } else tellProblem(await answer.text());
  } catch {
    tellProblem('The server does not answer; this is what it said last. Asking again.');
  }
  askLater();
}

function askLater() {
  if (document.visibilityState === 'visible' && asking == null) asking = setTimeout(ask, EVERY);
}

function follow() {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') askLater();
    else if (asking != null) {
      clearTimeout(asking);
      asking = null;
    }
  });
  askLater();
}

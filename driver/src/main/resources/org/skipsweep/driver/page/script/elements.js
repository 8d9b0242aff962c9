/** Elements from texts and elements; text is never read as markup. */
const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== ''));
  return element;
}

function make(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function draw(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/** A number in a text: what is shown, and its full value. */
function number(value, text) {
  return make('data', { value: String(value) }, text);
}

/** A value of any kind in a cell. */
function shown(value, format = plain) {
  if (value == null || value === '') return NONE;
  if (typeof value === 'number') return number(value, format(value));
  return Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A setting as the sweep file has it. */
function setting(value) {
  return value == null || value === '' ? NONE : typeof value === 'number' ? number(value, String(value).replace('-', MINUS)) : String(value);
}

function content(section) {
  return document.querySelector(`#${section} .content`);
}

function show(section, ...children) {
  content(section).replaceChildren(...children.flat().filter((child) => child != null));
}

function facts(pairs) {
  return make('dl', { class: 'facts' }, pairs.filter(([, value]) => value != null && value !== '')
    .flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value instanceof Node ? value : shown(value))]));
}

/** What is wider than its place can be scrolled, by keyboard as well. */
function scrolling(label, child) {
  return make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, child);
}

const undrawn = new Set();
const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting)
  .forEach((entry) => entry.target.drawNow?.()), { rootMargin: '300px' });
const sized = new ResizeObserver((entries) => entries.forEach(({ target }) => {
  if (target.drawnWidth && Math.abs(target.clientWidth - target.drawnWidth) > 8) target.drawNow(true);
}));
addEventListener('beforeprint', () => [...undrawn].forEach((chart) => chart.drawNow()));

/** A chart that is drawn once it comes into view, and again when its width changes. */
function chart(height, label, drawing) {
  const box = make('div', { class: 'chart', style: `--height:${height}px` });
  box.drawNow = (again) => {
    if (!undrawn.delete(box) && !again) return;
    seen.unobserve(box);
    const width = box.clientWidth || 320;
    box.drawnWidth = width;
    const svg = drawing(width, height);
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
    svg.querySelectorAll('[aria-label]').forEach((group) => group.setAttribute('role', 'group'));
    box.replaceChildren(svg);
  };
  undrawn.add(box);
  seen.observe(box);
  sized.observe(box);
  return box;
}

/** One of several choices, by radio buttons. */
function choice(name, legend, options, chosen, pick) {
  return make('fieldset', { class: 'choices' }, make('legend', {}, legend), options.map(([value, text]) => {
    const button = make('input', { type: 'radio', name, value, checked: value === chosen });
    button.addEventListener('change', () => pick(value));
    return make('label', {}, button, ' ', text);
  }));
}

// `data-color="3b82f6"` becomes `--color: #3b82f6`; the policy of the page allows no style attributes.

const sheet = new CSSStyleSheet();
const known = new Set();

export function startColors() {
  document.adoptedStyleSheets.push(sheet);
  learn(document);
  new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'attributes') add(record.target.dataset.color);
      for (const node of record.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) learn(node);
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-color'] });
}

function learn(root) {
  add(root.dataset?.color);
  for (const { dataset } of root.querySelectorAll('[data-color]')) add(dataset.color);
}

function add(color) {
  if (!color || known.has(color) || !/^[0-9a-f]{6}$/.test(color)) return;
  known.add(color);
  sheet.insertRule(`[data-color="${color}"] { --color: #${color}; }`);
}

// The other engine, kept running and told what to do line by line: one JSON request in, one JSON
// answer out. Used as its own tests use it in node: its public entry points over jsdom's DOM.
//
// Every answer to a request that is timed has `seconds`, the engine's own time. What jsdom's XML
// parser took of it is taken out and given as `parser`: a browser's parser is faster.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { performance } from 'node:perf_hooks';

import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>');
const GLOBALS = [
	...['DOMParser', 'XMLSerializer', 'Node', 'NodeList', 'Text', 'Attr', 'Comment', 'CDATASection'],
	...['Element', 'Document', 'XMLDocument', 'XPathResult', 'XPathEvaluator', 'XPathExpression'],
	...['NodeFilter', 'NamedNodeMap', 'HTMLElement', 'ProcessingInstruction', 'DocumentFragment'],
];
for (const name of GLOBALS) {
	if (window[name] !== undefined) {
		globalThis[name] = window[name];
	}
}
globalThis.document = window.document;
const drawers = new Map();
globalThis.localStorage = {
	getItem: (key) => drawers.get(key) ?? null,
	setItem: (key, value) => drawers.set(key, value),
};

// its expression parser asks where it lies, and finds its machine code inside the package anyway
globalThis.__dirname = import.meta.dirname;

let parsing = 0;
const parse = window.DOMParser.prototype.parseFromString;
window.DOMParser.prototype.parseFromString = function timed(...given) {
	const begin = performance.now();
	try {
		return parse.apply(this, given);
	} finally {
		parsing += performance.now() - begin;
	}
};

// read only now: the engine makes a parser while it is imported
const { loadForm } = await import('@getodk/xforms-engine');

let loaded = null;
let root = null;
let known = new Map();

const load = async (path) => {
	const text = readFileSync(path, 'utf-8');
	return timed(async () => {
		loaded = await loadForm(text);
		if (loaded.status === 'failure') {
			throw loaded.error;
		}
		instantiate();
	});
};

const instantiate = () => {
	root = loaded.createInstance({ preloadProperties: { deviceID: 'bench' } }).root;
	known = new Map();
};

const timed = async (act) => {
	parsing = 0;
	globalThis.gc?.();
	const begin = performance.now();
	await act();
	const taken = performance.now() - begin;
	return { seconds: (taken - parsing) / 1000, parser: parsing / 1000 };
};

// Finding a node is no part of what is measured.
const find = (ref) => {
	const held = known.get(ref);
	if (held !== undefined) {
		return held;
	}
	const search = (node) => {
		for (const child of node.currentState.children ?? []) {
			const at = child.currentState.reference;
			if (at === ref && !child.nodeType.startsWith('repeat-instance')) {
				return child;
			}
			if (ref.startsWith(at) && '/[ '.includes(ref[at.length] ?? ' ')) {
				const found = search(child);
				if (found !== null) {
					return found;
				}
			}
		}
		return null;
	};
	const found = search(root);
	if (found === null) {
		throw new Error(`nothing is at ${ref}`);
	}
	known.set(ref, found);
	return found;
};

const put = (node, value) => {
	if (node.nodeType === 'select') {
		node.selectValue(value === '' ? null : value);
	} else {
		node.setValue(value);
	}
};

const plain = (value) => {
	if (value === null || value === undefined) {
		return '';
	}
	return Array.isArray(value) ? value.join(' ') : String(value);
};

const ACTS = {
	open: ({ path }) => load(path),
	again: () => timed(instantiate),
	// answers are given one after another; `seconds` is the time of each
	set: async ({ ref, values }) => {
		const node = find(ref);
		const seconds = [];
		for (const value of values) {
			const begin = performance.now();
			put(node, value);
			seconds.push((performance.now() - begin) / 1000);
		}
		return { seconds };
	},
	add: async ({ ref, count }) => {
		const range = find(ref);
		return timed(() => {
			for (let n = 0; n < count; n += 1) {
				range.addInstances();
			}
		});
	},
	read: async ({ refs }) => ({ values: refs.map((ref) => plain(find(ref).currentState.value)) }),
	relevant: async ({ refs }) => ({ values: refs.map((ref) => find(ref).currentState.relevant) }),
	options: async ({ ref }) => ({ values: find(ref).currentState.valueOptions.map((o) => o.value) }),
	about: async () => ({ node: process.version, heap: process.memoryUsage().heapUsed }),
};

for await (const line of createInterface({ input: process.stdin })) {
	const request = JSON.parse(line);
	let answer;
	try {
		answer = await ACTS[request.act](request);
	} catch (error) {
		answer = { error: String(error?.stack ?? error) };
	}
	process.stdout.write(`${JSON.stringify(answer)}\n`);
}

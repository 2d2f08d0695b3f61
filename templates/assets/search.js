// Searches runbooks, people and shift types as one types. The index is that of src/site/search/index.rs: scripts that
// call `hausmeisterSearch`, loaded when they are needed and not before. The words on the page are those of search.html.
(() => {
  "use strict";

  /** So many hits are shown. */
  const SHOWN = 8;
  /** A word of so many letters may have a slip: one letter wrong, missing, too many, or two of them swapped. */
  const SLIPS_FROM = 4;
  /** So many letters at the end of a word may be another ending. */
  const ENDING = 3;
  /** So many words may be meant by a misspelt one. */
  const MEANT = 12;
  /** So many characters of a line are shown, and so many of them stand before the first match. */
  const CONTEXT = 140;
  const BEFORE = 40;
  /** What a word is worth by its level, and how much of it counts by how it fits. */
  const WORTH = [0, 10, 12, 14, 40, 100];
  const FITS = { whole: 1, beginning: 0.8, slip: 0.5, slipAtBeginning: 0.4, ending: 0.3 };
  const WHOLE_TITLE = 20;
  const WORD = /[\p{Alphabetic}\p{N}\u0300-\u036f]+/gu;
  const ACCENTS = /[\u0300-\u036f]/g;
  const RUNBOOK = 0;
  const KINDS = ["runbook", "person", "shiftType"];

  // Files of the index

  const parts = new Map();

  globalThis.hausmeisterSearch = (name, value) => parts.get(name)?.arrive(value);

  /** A file of the index; one that failed may be asked for again. */
  const load = (root, name, query = "") => {
    if (parts.has(name)) return parts.get(name).value;
    const part = {};
    parts.set(name, part);
    part.value = new Promise((arrive, fail) => {
      const script = document.createElement("script");
      const end = () => {
        script.remove();
        fail(new Error(name));
      };
      part.arrive = arrive;
      // What arrived has done so before `load`: it then has no effect.
      script.addEventListener("load", end);
      script.addEventListener("error", end);
      script.src = `${root}assets/search/${name}.js${query}`;
      document.head.append(script);
    });
    part.value.catch(() => parts.delete(name));
    return part.value;
  };

  /** The index, ready to be asked. Its files know each other by its version. */
  const open = async (root, query) => {
    const { version, letters, documents, words, texts } = await load(root, "index", query);
    const typed = new Map(letters.flatMap(([letter, others]) => [...others].map((other) => [other, letter])));
    const fold = (word) => (
      [...word.toLowerCase().replace(ACCENTS, "")].map((letter) => typed.get(letter) ?? letter).join("")
    );
    const split = (text) => [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ at: index, text: word, word: fold(word) }));
    const wordsOf = (text) => split(text).map(({ word }) => word);
    const entries = documents.map(([kind, address, title, names = address.split("/").at(-2) ?? "", lines = []]) => (
      { kind, address, title, lines, titleWords: wordsOf(title), words: wordsOf(`${title} ${names}`) }
    ));
    const decoded = new Map();

    /** The lines of a file of words, as `[word, ...levels]`. */
    const wordFile = async (number) => {
      if (!decoded.has(number)) decoded.set(number, unfold((await load(root, `words-${number}-${version}`)).split("\n")));
      return decoded.get(number);
    };

    return {
      split,
      wordsOf,
      documents: entries,

      /** What begins with a word, or is that word, as `[word, ...levels]`. */
      async look(word, isWhole) {
        const last = isWhole ? word : `${word}\uffff`;
        const files = words.map((first, number) => number)
          .filter((number) => words[number] <= last && (number + 1 === words.length || words[number + 1] > word));
        const lines = (await Promise.all(files.map(wordFile))).flat();
        return lines.filter(([found]) => (isWhole ? found === word : found.startsWith(word)));
      },

      /** Every word that there is. */
      async vocabulary() {
        if (!decoded.has("all")) decoded.set("all", unfold((await load(root, `vocabulary-${version}`)).split(" ")).map(([word]) => word));
        return decoded.get("all");
      },

      /** The sections of a document, as `[id, heading, text]`. */
      async sections(number) {
        if (entries[number].kind !== RUNBOOK) return [["", "", entries[number].lines.join("\n")]];
        const file = texts.findLastIndex((first) => first <= number);
        return (await load(root, `texts-${file}-${version}`))[number - texts[file]];
      },
    };
  };

  /** Lines whose words leave out what they share with the one before. */
  const unfold = (lines) => {
    let before = [];
    return lines.map((line) => {
      const [coded, ...levels] = line.split(" ");
      before = [...before.slice(0, parseInt(coded[0], 36)), ...coded.slice(1)];
      return [before.join(""), ...levels];
    });
  };

  // Finding

  /** What begins like a word with another ending: `alert` for `alerting`. */
  const withoutEnding = async (index, word) => {
    for (let length = word.length - 1; length >= Math.max(SLIPS_FROM, word.length - ENDING); length -= 1) {
      const lines = await index.look(word.slice(0, length), false);
      if (lines.length) return lines;
    }
    return [];
  };

  /** How `word` fits `other` but for one slip; null if it does not. */
  const slip = (word, other) => {
    let at = 0;
    while (at < word.length && word[at] === other[at]) at += 1;
    const isSwapped = at + 1 < word.length && word[at] === other[at + 1] && word[at + 1] === other[at];
    const rests = [[at + 1, at + 1], [at + 1, at], [at, at + 1]];
    if (isSwapped) rests.push([at + 2, at + 2]);
    const pairs = rests.map(([mine, others]) => [word.slice(mine), other.slice(others)]);
    if (pairs.some(([mine, others]) => mine === others)) return "slip";
    return pairs.some(([mine, others]) => mine && others.startsWith(mine)) ? "slipAtBeginning" : null;
  };

  /** The words that a misspelt one may mean, with how they fit: whole words if there are any. */
  const meant = async (index, word) => {
    const near = (await index.vocabulary()).map((other) => [other, slip(word, other)]).filter(([, fit]) => fit);
    const whole = near.filter(([, fit]) => fit === "slip");
    return (whole.length ? whole : near).slice(0, MEANT);
  };

  /** What was found for a typed word: the worth by document, and the words of the index that it was taken for. */
  const finding = () => {
    const worth = new Map();
    const as = new Set();
    const add = (document, value) => worth.set(document, Math.max(worth.get(document) ?? 0, value));
    /** Takes a line of the index, `[word, ...levels]`. */
    const take = ([word, ...levels], fit) => {
      as.add(word);
      for (const level of levels) {
        let document = 0;
        for (const step of level.slice(1).split(",")) {
          document += parseInt(step, 36);
          add(document, WORTH[level[0]] * FITS[fit]);
        }
      }
    };
    return { worth, as, add, take };
  };

  const isLetter = (word) => [...word].length === 1;
  const fit = (word, other) => (word === other ? "whole" : "beginning");

  /** With one letter begins nearly everything: titles and names are enough for it, and those are known. */
  const findInTitles = (index, letter) => {
    const found = finding();
    index.documents.forEach((document, number) => {
      for (const other of document.words.filter((word) => word.startsWith(letter))) {
        found.as.add(other);
        found.add(number, WORTH.at(-1) * FITS[fit(letter, other)]);
      }
    });
    return found;
  };

  /** Where a typed word stands; with `maySlip`, what it may be a misspelling of too. */
  const find = async (index, word, maySlip) => {
    const found = isLetter(word) ? findInTitles(index, word) : finding();
    for (const line of await index.look(word, isLetter(word))) found.take(line, fit(word, line[0]));
    if (!maySlip || word.length < SLIPS_FROM) return found;
    for (const [other, how] of await meant(index, word)) {
      for (const line of await index.look(other, true)) found.take(line, how);
    }
    if (!found.as.size) for (const line of await withoutEnding(index, word)) found.take(line, "ending");
    return found;
  };

  /** The hits for typed words, the best first; every word counts, unless there is nothing that has all of them. */
  const search = async (index, words) => {
    // The first key asks for nothing more than the beginning of the index.
    if (words.length === 1 && isLetter(words[0])) return rank(index, [findInTitles(index, words[0])]);
    let hits = [];
    for (const maySlip of [false, true]) {
      hits = rank(index, await Promise.all(words.map((word) => find(index, word, maySlip))));
      if (hits.some((hit) => hit.count === words.length)) break;
    }
    const most = Math.max(0, ...hits.map((hit) => hit.count));
    return most * 2 > words.length ? hits.filter((hit) => hit.count === most) : [];
  };

  const rank = (index, found) => {
    const hits = new Map();
    for (const { worth } of found) {
      for (const [document, value] of worth) {
        const hit = hits.get(document) ?? { document, score: 0, count: 0, as: found.map(({ as }) => as) };
        hit.score += value;
        hit.count += 1;
        hits.set(document, hit);
      }
    }
    for (const hit of hits.values()) {
      if (index.documents[hit.document].titleWords.every((word) => hit.as.some((as) => as.has(word)))) hit.score += WHOLE_TITLE;
    }
    return [...hits.values()].sort((one, other) => other.score - one.score || one.document - other.document);
  };

  /** How many of the typed words a text has. */
  const matches = (index, text, as) => {
    const words = new Set(index.wordsOf(text));
    return as.filter((others) => [...words].some((word) => others.has(word))).length;
  };

  /** The first of the items that are worth most. */
  const best = (items, worth) => items.reduce(
    ([most, chosen], item) => (worth(item) > most ? [worth(item), item] : [most, chosen]), [-1, undefined],
  )[1];

  /** The section and the line in which a hit is best seen. */
  const place = async (index, { document, as }) => {
    const sections = await index.sections(document);
    const isInTitle = as.every((others) => index.documents[document].words.some((word) => others.has(word)));
    const worth = ([, heading, text]) => matches(index, heading, as) * (as.length + 1) + matches(index, text, as);
    const [id, heading, text] = isInTitle ? sections[0] : best(sections, worth);
    return { id, heading, line: best(text.split("\n"), (line) => matches(index, line, as)) ?? "" };
  };

  /** A part of a line in which the first match can be seen. */
  const cut = (index, line, as) => {
    if (line.length <= CONTEXT) return line;
    const words = index.split(line);
    const first = words.find(({ word }) => as.some((others) => others.has(word)))?.at ?? 0;
    const begin = first > BEFORE ? words.find(({ at }) => at >= first - BEFORE).at : 0;
    const end = words.find(({ at }) => at > begin + CONTEXT)?.at ?? line.length;
    return `${begin > 0 ? "…" : ""}${line.slice(begin, end).trimEnd()}${end < line.length ? "…" : ""}`;
  };

  /** Text with what was found marked. */
  const marked = (index, text, as) => {
    const nodes = [];
    let done = 0;
    for (const { at, text: found, word } of index.split(text)) {
      if (!as.some((others) => others.has(word))) continue;
      const mark = document.createElement("mark");
      mark.textContent = found;
      nodes.push(text.slice(done, at), mark);
      done = at + found.length;
    }
    return [...nodes, text.slice(done)];
  };

  // The field and its list

  /** On a disk no server looks for a folder's index. */
  const onDisk = (address) => (location.protocol === "file:" ? address.replace(/\/(?=$|#)/, "/index.html") : address);

  const wire = (box) => {
    const { root } = box.dataset;
    const field = box.querySelector("input");
    const list = box.querySelector("[role=listbox]");
    const status = box.querySelector("[role=status]");
    const part = box.querySelector("template");
    let index = null;
    let asked = 0;
    let isPending = false;
    let goesToFirst = false;
    let active = -1;

    const say = (text, values = {}) => {
      const filled = text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
      if (status.textContent !== filled) status.textContent = filled;
    };

    const activate = (number) => {
      active = number;
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
      const option = list.children[active];
      if (option) {
        field.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    };

    const close = () => {
      asked += 1;
      isPending = goesToFirst = false;
      list.removeAttribute("aria-busy");
      box.removeAttribute("data-open");
      list.hidden = true;
      list.replaceChildren();
      field.setAttribute("aria-expanded", "false");
      activate(-1);
      say("");
    };

    const option = ({ hit, found }, number) => {
      const { kind, address, title } = index.documents[hit.document];
      const node = part.content.cloneNode(true).querySelector("[role=option]");
      const slot = (name) => node.querySelector(`[data-slot="${name}"]`);
      node.id = `${list.id}-${number}`;
      node.href = onDisk(`${root}${address}${found.id ? `#${found.id}` : ""}`);
      slot("title").replaceChildren(...marked(index, title, hit.as));
      slot("kind").textContent = box.dataset[KINDS[kind]];
      slot("heading").replaceChildren(...marked(index, found.heading, hit.as));
      if (!found.heading) slot("section").remove();
      slot("context").replaceChildren(...marked(index, cut(index, found.line, hit.as), hit.as));
      if (!found.line) slot("context").remove();
      return node;
    };

    const show = (hits, shown) => {
      list.replaceChildren(...shown.map(option));
      list.hidden = !hits.length;
      field.setAttribute("aria-expanded", String(hits.length > 0));
      activate(-1);
      const counts = { shown: shown.length, count: hits.length };
      const { none, one, some, more } = box.dataset;
      say(hits.length > shown.length ? more : [none, one][hits.length] ?? some, counts);
    };

    /** Hits for what stands in the field. After a new build the known beginning no longer leads to its other parts. */
    const answer = async (isAgain) => {
      try {
        index ??= await open(root, isAgain ? `?${Date.now()}` : "");
        const words = [...new Set(index.wordsOf(field.value))];
        const hits = await search(index, words);
        // One letter is no reason to load texts.
        const isFirstKey = words.length === 1 && isLetter(words[0]);
        const nowhere = { id: "", heading: "", line: "" };
        const shown = await Promise.all(hits.slice(0, SHOWN).map(async (hit) => {
          const isCheap = !isFirstKey || index.documents[hit.document].kind !== RUNBOOK;
          return { hit, found: isCheap ? await place(index, hit) : nowhere };
        }));
        return { words, hits, shown };
      } catch (error) {
        index = null;
        parts.delete("index");
        if (isAgain) throw error;
        return answer(true);
      }
    };

    const ask = async () => {
      asked += 1;
      const mine = asked;
      if (!field.value.trim()) return close();
      isPending = true;
      // The hits of before stay until there are others.
      list.setAttribute("aria-busy", "true");
      box.setAttribute("data-open", "");
      if (list.hidden) say(box.dataset.loading);
      let answered = null;
      try {
        answered = await answer(false);
      } catch {
        // Said below.
      }
      if (mine !== asked) return undefined;
      isPending = false;
      list.removeAttribute("aria-busy");
      if (!answered) {
        show([], []);
        return say(box.dataset.failed);
      }
      if (!answered.words.length) return close();
      show(answered.hits, answered.shown);
      if (goesToFirst) list.children[0]?.click();
      goesToFirst = false;
      return undefined;
    };

    const steps = { ArrowDown: 1, ArrowUp: -1 };

    field.addEventListener("input", () => {
      goesToFirst = false;
      ask();
    });
    field.addEventListener("focus", () => field.value && !box.hasAttribute("data-open") && ask());
    field.addEventListener("keydown", (event) => {
      const isOpen = box.hasAttribute("data-open");
      if (event.isComposing) return;
      if (event.key in steps && isOpen) {
        // One step more than there are hits: back in the field.
        const places = list.children.length + 1;
        activate((active + 1 + steps[event.key] + places) % places - 1);
      } else if (event.key in steps && field.value) {
        ask();
      } else if (event.key === "Enter") {
        if (isPending) goesToFirst = true;
        else (list.children[active] ?? list.children[0])?.click();
      } else if (event.key === "Escape" && isOpen) {
        close();
      } else if (event.key === "Escape") {
        field.value = "";
        field.blur();
      } else {
        return;
      }
      event.preventDefault();
    });
    list.addEventListener("click", close);
    box.addEventListener("focusout", ({ relatedTarget }) => {
      if (!box.contains(relatedTarget)) close();
    });

    if ("fromAddress" in box.dataset) {
      let path = location.pathname;
      try {
        path = decodeURIComponent(path);
      } catch {
        // As it is written, then.
      }
      const inner = path.startsWith(root) ? path.slice(root.length) : path;
      field.value = inner.replace(/(^|\/)index\.html$|\.(html|md)$/, "").replace(/[\/_-]+/g, " ").trim();
    }
    box.setAttribute("data-ready", "");
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select") || event.target.isContentEditable;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    const field = document.querySelector("main .search input") ?? document.querySelector(".search input");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  document.querySelectorAll(".search").forEach(wire);
})();

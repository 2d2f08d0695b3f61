// Prints what ical.js, Thunderbird's parser, reads in calendars: see icalendar_reader.py.
//
//     NODE_PATH=node_modules node ical_js_reader.cjs FOLDER PATH...
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const loaded = require("ical.js");
const ICAL = loaded.default ?? loaded;

const event = (component) => {
  const { uid, startDate, endDate, summary, description } = new ICAL.Event(component);
  return {
    uid,
    start: startDate.toString(),
    end: endDate.toString(),
    summary,
    description: description ?? "",
  };
};

const [folder, ...paths] = process.argv.slice(2);
for (const path of paths) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(folder, path), "utf-8")));
  const events = calendar.getAllSubcomponents("vevent").map(event);
  console.log(JSON.stringify({ path, events }));
}
